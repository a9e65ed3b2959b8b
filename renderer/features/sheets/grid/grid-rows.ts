import type { CriterionCode } from '../../../../shared/domain/ids.ts'
import { type Criterion, isGroup, type Scale, type ScaleNode } from '../../../../shared/domain/scale.ts'

/** One line of the grid: a group's heading with its subtotal, or a criterion. */
export type GridRow =
  | {
      readonly kind: 'group'
      /** Codes from the top, as scores name groups. */
      readonly path: string
      readonly code: string
      readonly title: string
      readonly depth: number
    }
  | { readonly kind: 'leaf'; readonly leaf: Criterion; readonly depth: number }

/** The tree as lines; groups without a leaf in sight are left out. */
export function gridRows(scale: Scale, inSight: ReadonlySet<CriterionCode>): readonly GridRow[] {
  const linesOf = (node: ScaleNode, above: readonly string[]): readonly GridRow[] => {
    const depth = above.length
    if (!isGroup(node)) return inSight.has(node.code) ? [{ kind: 'leaf', leaf: node, depth }] : []
    const path = [...above, node.code]
    const inside = node.children.flatMap((child) => linesOf(child, path))
    return inside.length === 0
      ? []
      : [{ kind: 'group', path: path.join(' / '), code: node.code, title: node.title, depth }, ...inside]
  }
  return scale.criteria.flatMap((node) => linesOf(node, []))
}
