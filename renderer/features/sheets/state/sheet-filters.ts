import type { Criterion } from '../../../../shared/domain/scale.ts'
import type { Layer } from '../../../../shared/domain/sheet.ts'
import { editedText } from './cell-text.ts'
import type { SheetState } from './sheet-store.ts'

export type SheetFilter = 'all' | 'notScored' | 'differs' | 'warned'

type Looked = Pick<SheetState, 'entries' | 'scoreOf' | 'view' | 'refused' | 'submitted'>

/** Which rows stay. Applied when the filter is chosen, so that a row does not vanish under the hand. */
export const sheetFilters: { readonly [Each in SheetFilter]: (state: Looked, leaf: Criterion) => boolean } = {
  all: () => true,
  notScored: (state, leaf) => {
    const score = state.scoreOf.get(leaf.code)
    return score?.assigned === true && score.points === null
  },
  differs: (state, leaf) => differsFromBefore(state, leaf),
  warned: (state, leaf) => {
    const score = state.scoreOf.get(leaf.code)
    return (
      (score?.warnings.length ?? 0) > 0 ||
      score?.state === 'error' ||
      [...state.refused.keys()].some((key) => key.endsWith(` ${leaf.code}`))
    )
  },
}

/** The layers that come before the one written, with a sheet; nearest first. */
export function layersBefore(view: SheetState['view']): readonly Layer[] {
  const order: readonly Layer[] = ['self', 'cross', 'appraisal', 'review']
  return order
    .slice(0, order.indexOf(view.layer))
    .filter((layer) => view.layers[layer] !== null)
    .toReversed()
}

/** This layer entered something else than the layer before it. */
function differsFromBefore(state: Looked, leaf: Criterion): boolean {
  const [before] = layersBefore(state.view)
  const own = state.entries.get(leaf.code)
  if (before === undefined || own === undefined) return false
  const other = state.submitted[before].get(leaf.code)
  return editedText(leaf.rule, own) !== editedText(leaf.rule, other) || (own.adjustment ?? 0) !== 0
}
