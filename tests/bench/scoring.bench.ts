import { liveScorer } from '../../renderer/features/sheets/state/live-scores.ts'
import type { SheetView } from '../../shared/contract/sheets.ts'
import type { ClusterCode, RecordId, RoundCode, SubjectCode } from '../../shared/domain/ids.ts'
import { type Criterion, leavesOf, type Scale } from '../../shared/domain/scale.ts'
import { type Entry, emptyEntry, layers } from '../../shared/domain/sheet.ts'
import { expectDefined } from '../../shared/kernel/result.ts'
import { evaluateSubjects } from '../../shared/scoring/evaluate.ts'
import type { EvaluationInput } from '../../shared/scoring/scores.ts'
import { computeStandings } from '../../shared/scoring/standings.ts'
import { communeScale } from '../support/big-season.ts'
import { type BenchRow, limitRow, percentile, sample, samplesOf } from './measure.ts'

const subjects = 60

/** Standings of 60 subjects × 176 criteria × 4 layers, and one changed cell among them. */
export async function rows(): Promise<readonly BenchRow[]> {
  const scale = communeScale()
  const n = subjects * leavesOf(scale).length * layers.length
  const withTraces = await sample(
    20,
    () => freshLayers(),
    (inputs) => standingsOf(inputs, true),
  )
  const withoutTraces = await sample(
    20,
    () => freshLayers(),
    (inputs) => standingsOf(inputs, false),
  )
  return [
    limitRow('standings, 4 layers, with traces', n, withTraces, 30),
    limitRow('standings, 4 layers, without traces', n, withoutTraces, 5),
    changedCell(),
  ]

  function freshLayers(): readonly EvaluationInput[] {
    return layers.map((layer, index) => inputOf(scale, index, layer))
  }
}

/** What the grid does on each key: one entry replaced, its criterion scored among all subjects, totals and place. */
function changedCell(): BenchRow {
  const view = viewOf(communeScale())
  const leaves = leavesOf(view.scale)
  const scorer = liveScorer(view)
  const entries = new Map(leaves.map((leaf, index) => [leaf.code, entryFor(leaf, index)]))
  scorer.score(entries)
  const times: number[] = []
  for (let turn = 0; turn < 500; turn++) {
    const leaf = expectDefined(leaves[turn % leaves.length], 'a leaf')
    entries.set(leaf.code, entryFor(leaf, turn))
    const started = performance.now()
    scorer.rescore(entries, [leaf.code])
    times.push(performance.now() - started)
  }
  const samples = { ...samplesOf(times), median: percentile(times, 0.95) }
  return limitRow('one changed cell → totals, 95th percentile', 1, samples, 16)
}

function viewOf(scale: Scale): SheetView {
  const { subjects: all } = inputOf(scale, 1, 'self')
  const [own, ...others] = all
  return {
    round: 'Q1' as RoundCode,
    roundName: '',
    subject: expectDefined(own, 'a subject').subject,
    subjectName: '',
    cluster: '1' as ClusterCode,
    clusterName: '',
    layer: 'self',
    scaleRecord: '' as RecordId,
    scale,
    assignmentsRecord: null,
    policies: {
      countingLayer: 'appraisal',
      crossEntry: 'oneSeat',
      leadAppraisedBy: 'authority',
      noTarget: 'exclude',
      metShare: '1/2',
      ties: [],
      yearFrom: 'finalRound',
      scaleOwner: 'authority',
    },
    assignments: all.flatMap(({ subject, assignments }) =>
      [...assignments.values()].map((assignment) => ({ ...assignment, subject })),
    ),
    beside: [],
    layers: { self: null, cross: null, appraisal: null, review: null },
    draftVersion: 0,
    draft: null,
    draftsAside: [],
    others: others.map(({ entries, subject }) => ({ subject, name: '', excluded: false, entries })),
    excluded: null,
    mayWrite: { yes: true },
  }
}

function standingsOf(inputs: readonly EvaluationInput[], traces: boolean): void {
  for (const input of inputs) {
    computeStandings({ subjects: evaluateSubjects(input, { traces }).values(), tieBreakers: [] })
  }
}

function inputOf(
  scale: EvaluationInput['scale'],
  seed: number,
  layer: (typeof layers)[number],
): EvaluationInput {
  return {
    scale,
    policies: { noTarget: 'exclude', metShare: '1/2' },
    subjects: Array.from({ length: subjects }, (_, index) => ({
      subject: `U${String(index + 1).padStart(3, '0')}` as SubjectCode,
      assignments: new Map(
        leavesOf(scale)
          .filter((leaf) => leaf.rule.kind === 'relativeToLeader')
          .map((leaf) => [
            leaf.code,
            {
              subject: `U${index}` as SubjectCode,
              criterion: leaf.code,
              assigned: true,
              target: '80',
              baseline: null,
            },
          ]),
      ),
      entries: leavesOf(scale).map((leaf, position) => entryFor(leaf, seed * 13 + index * 7 + position)),
      origin: { layer, record: null },
      excluded: false,
    })),
  }
}

function entryFor(leaf: Criterion, noise: number): Entry {
  const entry = emptyEntry(leaf.code)
  if (leaf.rule.kind === 'direct') return { ...entry, points: Math.floor((leaf.max * (noise % 101)) / 100) }
  if (leaf.rule.kind === 'passFail') return { ...entry, result: noise % 4 === 0 ? '0' : '1' }
  return { ...entry, result: `${60 + (noise % 60)}.5` }
}
