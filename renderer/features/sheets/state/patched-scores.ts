import type { CriterionCode, SubjectCode } from '../../../../shared/domain/ids.ts'
import { isGroup, type Scale, type ScaleNode } from '../../../../shared/domain/scale.ts'
import type { GroupScore, SubjectScores } from '../../../../shared/scoring/scores.ts'

type Scores = ReadonlyMap<SubjectCode, SubjectScores>

/** The groups that hold each criterion, by their path as scores name it. */
export function groupsAbove(scale: Scale): ReadonlyMap<CriterionCode, readonly string[]> {
  const above = new Map<CriterionCode, readonly string[]>()
  const visit = (node: ScaleNode, path: readonly string[], groups: readonly string[]): void => {
    if (!isGroup(node)) {
      above.set(node.code, groups)
      return
    }
    const inner = [...path, node.code]
    for (const child of node.children) visit(child, inner, [...groups, groupKey(inner)])
  }
  for (const node of scale.criteria) visit(node, [], [])
  return above
}

export function groupKey(path: readonly string[]): string {
  return path.join(' / ')
}

/**
 * The scores of all subjects after one criterion changed. `before` and `after` are that criterion evaluated alone:
 * every total is a sum over criteria, so the difference of the two is all there is to add.
 */
export function withCriterion(
  scores: Scores,
  criterion: CriterionCode,
  groups: readonly string[],
  before: Scores,
  after: Scores,
): Scores {
  return new Map(
    [...scores].map(([subject, whole]) => {
      const old = before.get(subject)
      const now = after.get(subject)
      return [
        subject,
        old === undefined || now === undefined ? whole : patched(whole, criterion, groups, old, now),
      ]
    }),
  )
}

function patched(
  whole: SubjectScores,
  criterion: CriterionCode,
  groups: readonly string[],
  old: SubjectScores,
  now: SubjectScores,
): SubjectScores {
  const [score] = now.criteria
  if (score === undefined) return whole
  const points = now.points - old.points
  const assignedMax = now.assignedMax - old.assignedMax
  const criteria = whole.criteria.map((each) => (each.criterion === criterion ? score : each))
  const inGroup = (group: GroupScore): boolean => groups.includes(groupKey(group.path))
  return {
    ...whole,
    criteria,
    groups:
      points === 0 && assignedMax === 0
        ? whole.groups
        : whole.groups.map((group) =>
            inGroup(group)
              ? { ...group, points: group.points + points, assignedMax: group.assignedMax + assignedMax }
              : group,
          ),
    points: whole.points + points,
    assignedMax: whole.assignedMax + assignedMax,
    missing: criteria.filter((each) => each.assigned && each.points === null).map((each) => each.criterion),
    deducted: whole.deducted + now.deducted - old.deducted,
  }
}
