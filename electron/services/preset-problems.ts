import { type InputFault, type InputProblem, inputProblem } from '../../shared/contract/input-problem.ts'
import { isGroup, type Scale, type ScaleNode } from '../../shared/domain/scale.ts'
import type { Season } from '../../shared/domain/season.ts'
import { canonicalBytes, canonicalLimits } from '../../shared/kernel/canonical-json.ts'
import { type ScaleProblem, scaleProblems } from '../../shared/scoring/validate-scale.ts'

/** Everything that stands against founding a season from a preset file, with the paths of that file. */
export interface PresetProblems {
  readonly inputs: readonly InputProblem[]
  readonly scale: readonly ScaleProblem[]
}

/** The parts of a preset file, its shape being right, that have to fit each other. */
export interface PresetParts {
  readonly clusters: readonly (Pick<Season['clusters'][number], 'code' | 'lead' | 'deputy'> & {
    readonly units: readonly (readonly [Season['units'][number]['code'], string])[]
  })[]
  readonly rounds: readonly { readonly code: string }[]
  readonly titles: readonly { readonly code: string }[]
  readonly articles: readonly { readonly no: number }[]
  readonly ties: readonly string[]
}

/**
 * What every machine would refuse in the founding record, and what would be founded without ever having an effect.
 * Founding asks this first, so that nothing is made that cannot be finished.
 */
export function presetProblems(parts: PresetParts, scale: Scale): PresetProblems {
  const { clusters, rounds, titles, articles, ties } = parts
  const units = clusters.flatMap((cluster, index) =>
    cluster.units.map(([code], place) => ({ field: `clusters.${index}.units.${place}.0`, code })),
  )
  return {
    inputs: [
      ...repeatedCodes(clusters.map(({ code }, index) => ({ field: `clusters.${index}.code`, code }))),
      ...repeatedCodes(units),
      ...clusters.flatMap(leadProblems),
      ...repeatedCodes(rounds.map(({ code }, index) => ({ field: `rounds.${index}.code`, code }))),
      ...repeatedCodes(titles.map(({ code }, index) => ({ field: `titles.${index}.code`, code }))),
      ...repeatedCodes(
        articles.map(({ no }, index) => ({ field: `agreement.articles.${index}.no`, code: String(no) })),
      ),
      ...tieProblems(ties, scale),
      ...recordProblems(scale),
    ],
    scale: scaleProblems(scale),
  }
}

function leadProblems(
  { lead, deputy, units }: PresetParts['clusters'][number],
  index: number,
): readonly InputProblem[] {
  const isMember = (unit: string): boolean => units.some(([code]) => code === unit)
  const problem = (role: 'lead' | 'deputy', unit: string, why: InputFault) =>
    inputProblem(`clusters.${index}.${role}`, unit, why)
  return [
    ...(isMember(lead) ? [] : [problem('lead', lead, 'notMember')]),
    ...(deputy === null || isMember(deputy) ? [] : [problem('deputy', deputy, 'notMember')]),
    ...(deputy === lead ? [problem('deputy', lead, 'leadItself')] : []),
  ]
}

function repeatedCodes(
  codes: readonly { readonly field: string; readonly code: string }[],
): readonly InputProblem[] {
  const seen = new Map<string, string>()
  return codes.flatMap(({ field, code }) => {
    const before = seen.get(code.toLowerCase())
    seen.set(code.toLowerCase(), code)
    if (before === undefined) return []
    return [inputProblem(field, code, before === code ? 'repeated' : 'sameButForCase')]
  })
}

/** A tie-breaker by a group that is not there would never part anybody, and nobody would notice. */
function tieProblems(ties: readonly string[], scale: Scale): readonly InputProblem[] {
  const groups = new Set<string>()
  const visit = (node: ScaleNode): void => {
    if (!isGroup(node)) return
    groups.add(node.code)
    node.children.forEach(visit)
  }
  scale.criteria.forEach(visit)
  return ties.flatMap((tie, index) =>
    tie === 'fewerDeductions' || groups.has(tie.slice('group:'.length))
      ? []
      : [inputProblem(`policies.ties.${index}`, tie, 'noSuchGroup')],
  )
}

/** Whether the scale fits into a record as deep and as long as records may be. */
function recordProblems(scale: Scale): readonly InputProblem[] {
  const bytes = canonicalBytes({ cluster: null, scale, replaces: null, salt: '0'.repeat(32) })
  if (bytes.ok) return []
  switch (bytes.error.problem) {
    case 'tooDeep':
      return [inputProblem('criteria', null, 'tooDeep', canonicalLimits.depth)]
    case 'tooLarge':
      return [inputProblem('criteria', null, 'recordTooLarge')]
    default:
      return [inputProblem('criteria', null, 'form')]
  }
}
