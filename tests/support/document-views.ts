import scaleFile from '../../build/presets/scale-province-2021.json' with { type: 'json' }
import seasonFile from '../../build/presets/season-dak-nong-2021.json' with { type: 'json' }
import { type Dice, diceFrom } from '../../electron/services/practice/dice.ts'
import {
  correctedEntries,
  practiceAssignments,
  practiceEntries,
} from '../../electron/services/practice/practice-data.ts'
import { agreementParties, readPreset } from '../../electron/services/presets.ts'
import type { AgreementView } from '../../shared/contract/agreement.ts'
import type { StandingsView } from '../../shared/contract/rounds.ts'
import type { SheetContent, SheetView } from '../../shared/contract/sheets.ts'
import type {
  ClusterCode,
  RecordId,
  RoundCode,
  SeasonId,
  Seat,
  SubjectCode,
} from '../../shared/domain/ids.ts'
import type { Season } from '../../shared/domain/season.ts'
import { type Entry, type Layer, layers } from '../../shared/domain/sheet.ts'
import { expectDefined, expectOk } from '../../shared/kernel/result.ts'
import { subjectName } from '../../shared/messages/words.ts'
import { evaluateSubjects } from '../../shared/scoring/evaluate.ts'
import { computeStandings } from '../../shared/scoring/standings.ts'

/** The founding case as screens and documents are given it, without a host: full size, seeded, plain values. */
const preset = expectOk(
  readPreset({ id: 'dak-nong-2021', season: seasonFile, scale: scaleFile }),
  'the bundled preset is readable',
)

export const documentSeason: Season = preset.season
export const documentSeasonId = 'a'.repeat(64) as SeasonId

/** The province's agreement (scope null) or a cluster's, signed by the first `signed` parties. */
export function agreementView(options: {
  readonly scope: ClusterCode | null
  readonly signed: number
}): AgreementView {
  const parties = agreementParties(documentSeason, options.scope)
  return {
    record: recordId('b'),
    body: {
      scope: options.scope,
      title: preset.agreement.title,
      motto: documentSeason.motto,
      parties: [...parties],
      articles: preset.agreement.articles,
      titles: [],
      replaces: null,
    },
    draftedAt: '2021-02-01T02:00:00.000Z',
    draftedBy: 'Phòng Công tác đảng và công tác chính trị',
    current: true,
    signedCount: options.signed,
    parties: parties.map((seat, index) => ({
      seat,
      name: seat,
      unitName: options.scope === null ? leadUnitName(seat) : null,
      mine: false,
      signed:
        index < options.signed
          ? {
              record: recordId(String(index % 10)),
              name: 'Trần Thị Hồng Hạnh',
              rank: 'Thượng tá',
              position: 'Trưởng phòng',
              at: `2021-02-0${(index % 9) + 1}T03:15:00.000Z`,
              shortSignature: '9f3a 27c1 04be d5e8',
            }
          : null,
    })),
  }
}

/** One subject's sheet opened on every layer, with sheets on the layers asked for. */
export function sheetViews(options: {
  readonly cluster: ClusterCode
  readonly subject: SubjectCode
  readonly submitted: readonly Layer[]
}): { readonly [Each in Layer]: SheetView } {
  const subjects = subjectsOf(options.cluster)
  const assignments = practiceAssignments(preset.scale, subjects, dice(1))
  const entries = new Map(
    subjects.map((subject, index) => [subject, entriesByLayer(assignments, subject, index + 2)] as const),
  )
  const content = (layer: Layer): SheetContent | null =>
    options.submitted.includes(layer)
      ? {
          record: recordId(String(layers.indexOf(layer))),
          at: `2021-04-0${layers.indexOf(layer) + 1}T07:20:00.000Z`,
          actor: 'Nguyễn Thị Minh Khai',
          seat: null,
          scored: 35,
          enteredFor: layer === 'cross',
          oldScale: false,
          entries: expectDefined(entries.get(options.subject), 'a subject of the cluster')[layer],
          note: layer === 'appraisal' ? 'Đã thống nhất với đơn vị tại buổi làm việc ngày 03/4/2021' : '',
        }
      : null
  const contents = {
    self: content('self'),
    cross: content('cross'),
    appraisal: content('appraisal'),
    review: content('review'),
  }
  const view = (layer: Layer): SheetView => ({
    round: 'Q1' as RoundCode,
    roundName: 'Quý I',
    subject: options.subject,
    subjectName: subjectName(options.subject, documentSeason),
    cluster: options.cluster,
    clusterName: `Cụm thi đua số ${options.cluster}`,
    layer,
    scaleRecord: recordId('5'),
    scale: preset.scale,
    assignmentsRecord: recordId('6'),
    policies: documentSeason.policies,
    assignments,
    layers: contents,
    beside: [],
    draftVersion: 0,
    draft: null,
    draftsAside: [],
    others: subjects
      .filter((subject) => subject !== options.subject)
      .map((subject) => ({
        subject,
        name: subjectName(subject, documentSeason),
        excluded: false,
        entries: layer === 'review' ? null : (entries.get(subject)?.[layer] ?? null),
      })),
    excluded: null,
    mayWrite: { yes: false, why: 'notYourSeat', owners: [] },
  })
  return { self: view('self'), cross: view('cross'), appraisal: view('appraisal'), review: view('review') }
}

/** Standings of the self layer, with the last subject excluded and the two before it on one rank. */
export function standingsView(options: {
  readonly cluster: ClusterCode
  readonly official: boolean
}): StandingsView {
  const subjects = subjectsOf(options.cluster)
  const assignments = practiceAssignments(preset.scale, subjects, dice(1))
  const scores = evaluateSubjects({
    scale: preset.scale,
    policies: documentSeason.policies,
    subjects: subjects.map((subject, index) => ({
      subject,
      assignments: new Map(
        assignments.filter((each) => each.subject === subject).map((each) => [each.criterion, each]),
      ),
      entries: entriesByLayer(assignments, subject, index + 2).self,
      origin: { layer: 'self', record: null },
      excluded: index === subjects.length - 1,
    })),
  })
  const { rows } = computeStandings({ subjects: scores.values(), tieBreakers: [], rankIncomplete: true })
  const tops = preset.scale.criteria.map(({ code, title }) => ({ code, title }))
  return {
    round: 'Q1' as RoundCode,
    roundName: 'Quý I',
    cluster: options.cluster,
    clusterName: `Cụm thi đua số ${options.cluster}`,
    countingLayer: 'appraisal',
    rows: rows.map((row) => ({
      ...row,
      name: subjectName(row.subject, documentSeason),
      tied: row.rank === 2,
      excludedReason: row.status === 'excluded' ? 'Có cán bộ bị kỷ luật trong đợt' : null,
      groups: tops.map(({ code, title }) => {
        const group = scores
          .get(row.subject)
          ?.groups.find(({ path }) => path.length === 1 && path[0] === code)
        return { code, title, points: group?.points ?? 0, assignedMax: group?.assignedMax ?? 0 }
      }),
    })),
    digest: recordId('c'),
    official: options.official
      ? {
          closing: recordId('d'),
          at: '2021-04-10T02:00:00.000Z',
          actor: 'Phòng Cảnh sát hình sự',
          digestMatches: true,
          changedSince: [],
          gaps: [],
        }
      : null,
    reopened: null,
    provisional: options.official ? [] : ['notClosed'],
    movements: [],
  }
}

function subjectsOf(cluster: ClusterCode): readonly SubjectCode[] {
  return documentSeason.units
    .filter((unit) => unit.cluster === cluster)
    .map(({ code }) => code as string as SubjectCode)
}

function entriesByLayer(
  assignments: ReturnType<typeof practiceAssignments>,
  subject: SubjectCode,
  seed: number,
): { readonly [Each in Layer]: readonly Entry[] } {
  const throws = dice(seed)
  const self = practiceEntries(preset.scale, assignments, subject, throws).map((entry, index) =>
    index % 7 === 3 ? { ...entry, reason: 'Có báo cáo số 152/BC ngày 25/3/2021 gửi kèm' } : entry,
  )
  const cross = correctedEntries(preset.scale, self, 'cross', throws)
  const appraisal = correctedEntries(preset.scale, cross, 'appraisal', throws)
  const review = appraisal
    .filter((_, index) => index % 9 === 0)
    .map((entry) => ({ ...entry, adjustment: null }))
  return { self, cross, appraisal, review }
}

function leadUnitName(seat: Seat): string | null {
  const lead = documentSeason.clusters.find(({ code }) => seat === `lead:${code}`)?.lead
  return documentSeason.units.find(({ code }) => code === lead)?.name ?? null
}

/** A plain linear congruence: these tests need variety, not chance. */
function dice(seed: number): Dice {
  let state = seed * 7919 + 1
  return diceFrom({
    bytes: (length) =>
      Uint8Array.from({ length }, () => {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
        return (state >> 16) % 256
      }),
  })
}

function recordId(digit: string): RecordId {
  return digit.repeat(64) as RecordId
}
