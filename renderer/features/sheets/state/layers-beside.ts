import type { SheetBeside, SheetContent, SheetView } from '../../../../shared/contract/sheets.ts'
import type { CriterionCode } from '../../../../shared/domain/ids.ts'
import type { Layer } from '../../../../shared/domain/sheet.ts'
import { entryDifferences } from '../../../../shared/exchange/entry-changes.ts'

/** One sheet of a layer as the panel lists it for a criterion. */
export interface LayerLine {
  readonly layer: Layer
  readonly sheet: SheetContent
  /** Members of a team say different things here. */
  readonly differs: boolean
  /** Null: in force. */
  readonly history: Exclude<SheetBeside['standing'], 'current'> | null
}

/**
 * Every sheet of a layer that is worth reading, the one shown first. Where members differ, the sheet shown to others
 * holds only what they agree on, so each is listed as its author entered it.
 */
export function layersBeside(view: SheetView, layer: Layer, criterion: CriterionCode): readonly LayerLine[] {
  const shown = view.layers[layer]
  const beside = view.beside.filter((sheet) => sheet.layer === layer)
  const inForce = [
    ...(shown === null || beside.some(({ record }) => record === shown.record) ? [] : [shown]),
    ...beside.filter((sheet) => sheet.standing === 'current'),
  ]
  const differs = entryDifferences(inForce.map(({ entries }) => entries)).some(
    (difference) => difference.criterion === criterion,
  )
  return [
    ...inForce.map((sheet) => ({ layer, sheet, differs, history: null })),
    ...beside.flatMap((sheet) =>
      sheet.standing === 'current' ? [] : [{ layer, sheet, differs: false, history: sheet.standing }],
    ),
  ]
}
