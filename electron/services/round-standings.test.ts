import { describe, expect, test } from 'vitest'
import type { RecordId, RoundCode, SubjectCode } from '../../shared/domain/ids.ts'
import type { Round, Season } from '../../shared/domain/season.ts'
import type { Entry, Layer } from '../../shared/domain/sheet.ts'
import { expectDefined } from '../../shared/kernel/result.ts'
import {
  cluster,
  entryOf,
  foundSmallSeason,
  round as quarter,
  scale,
  sheetBody,
  season as smallSeason,
} from '../../tests/exchange/bundle-fixture.ts'
import { storeOf } from '../../tests/exchange/bundle-import.ts'
import { currentBasis, type RoundBasis } from './round-basis.ts'
import { layerScores, roundStandings } from './round-standings.ts'
import type { SettledSheet } from './side-by-side.ts'

const scaleRecord = 'a'.repeat(64) as RecordId
const within: Round = { code: quarter, name: 'Quý I', scope: 'withinCluster' }
let numbered = 0

function sheet(subject: string, layer: Layer, points: number, changes: Partial<SettledSheet['body']> = {}) {
  const record = String(++numbered).padStart(64, '0') as RecordId
  return { record, body: { ...sheetBody(scaleRecord, subject, layer, points), ...changes } }
}

function basis(changes: Partial<RoundBasis>): RoundBasis {
  return {
    season: smallSeason,
    place: { round: within, cluster },
    scale: { record: scaleRecord, scale },
    assignments: null,
    sheets: [],
    sideBySide: [],
    exclusions: [],
    settledTies: [],
    unreadable: [],
    misplaced: [],
    ...changes,
  }
}

function rowsOf(input: RoundBasis) {
  return roundStandings(input).standings.rows.map(({ subject, points, rank, status }) => [
    subject,
    points,
    rank,
    status,
  ])
}

const complete = [
  sheet('PV01', 'appraisal', 900),
  sheet('PX01', 'appraisal', 800),
  sheet('PH10', 'appraisal', 700),
]

describe('the standings of a round', () => {
  test('count the appraisal, replaced item by item by the review, and no other layer', () => {
    const reviewed: readonly Entry[] = [entryOf('1', { points: 1000 })]
    const sheets = [
      ...complete,
      sheet('PH10', 'review', 0, { entries: [...reviewed] }),
      sheet('PV01', 'self', 1000),
      sheet('PX01', 'cross', 1000),
    ]
    expect(rowsOf(basis({ sheets }))).toEqual([
      ['PH10', 1500, 1, 'ranked'],
      ['PV01', 1400, 2, 'ranked'],
      ['PX01', 1300, 3, 'ranked'],
    ])
  })

  test('leave a subject incomplete where its sheet is missing or on an old scale', () => {
    const old = sheet('PX01', 'appraisal', 800, { scale: 'b'.repeat(64) as RecordId })
    const sheets = [complete[0], old].filter((each) => each !== undefined)
    const found = roundStandings(basis({ sheets }))
    expect(rowsOf(basis({ sheets }))).toEqual([
      ['PV01', 1400, 1, 'ranked'],
      ['PH10', 0, null, 'incomplete'],
      ['PX01', 0, null, 'incomplete'],
    ])
    expect(found.onOldScale).toEqual(['PX01'])
    expect(found.restsOn).toEqual(sheets.map(({ record }) => record).sort())
  })

  test('rank incomplete subjects only when asked, for tables marked provisional', () => {
    const sheets = complete.slice(0, 2)
    const ranks = [false, true].map((rankIncomplete) =>
      roundStandings(basis({ sheets }), { rankIncomplete }).standings.rows.map((row) => row.rank),
    )
    expect(ranks).toEqual([
      [1, 2, null],
      [1, 2, 3],
    ])
  })

  test('list excluded subjects apart and rest on their exclusion', () => {
    const record = 'f'.repeat(64) as RecordId
    const exclusions = [{ record, subject: 'PV01' as SubjectCode, reason: 'kỷ luật' }]
    const input = basis({ sheets: complete, exclusions })
    expect(rowsOf(input)).toEqual([
      ['PX01', 1300, 1, 'ranked'],
      ['PH10', 1200, 2, 'ranked'],
      ['PV01', 1400, null, 'excluded'],
    ])
    expect(roundStandings(input).restsOn).toContain(record)
  })

  test('rest on the sheets of the counting layer alone', () => {
    const input = basis({ sheets: [...complete, sheet('PV01', 'self', 1)] })
    expect(roundStandings(input).restsOn).toEqual(complete.map(({ record }) => record).sort())
  })

  test('between clusters have the clusters as subjects', () => {
    const second = { code: '2', name: 'Cụm 2', field: '', lead: 'PA01', deputy: null }
    const season = { ...smallSeason, clusters: [...smallSeason.clusters, second] } as Season // codes are plain text
    const place = { round: { ...within, scope: 'betweenClusters' as const }, cluster: null }
    const sheets = [sheet('1', 'appraisal', 500), sheet('2', 'appraisal', 600)]
    const input = basis({ season, place, sheets })
    expect(rowsOf(input)).toEqual([
      ['2', 1100, 1, 'ranked'],
      ['1', 1000, 2, 'ranked'],
    ])
    expect(roundStandings(input).statement.scope).toBeNull()
  })

  test('settle a tie as the closing says', () => {
    const sheets = ['PV01', 'PX01', 'PH10'].map((subject) => sheet(subject, 'appraisal', 900))
    const settledTies = [{ subjects: ['PX01', 'PH10', 'PV01'] as SubjectCode[], reason: 'bốc thăm' }]
    expect(rowsOf(basis({ sheets, settledTies })).map(([subject, , rank]) => [subject, rank])).toEqual([
      ['PX01', 1],
      ['PH10', 2],
      ['PV01', 3],
    ])
  })
})

test('every layer is scored by itself', () => {
  const input = basis({ sheets: [...complete, sheet('PV01', 'self', 1000)] })
  const self = layerScores(input, 'self')
  expect([self.get('PV01' as SubjectCode)?.points, self.get('PX01' as SubjectCode)?.missing]).toEqual([
    1500,
    ['1', '2'],
  ])
})

test('what counts now is read from the state of a season', () => {
  const { authority, unit, lead, deputy, scale: published } = foundSmallSeason()
  lead.sheet(published, 'PV01', 'appraisal', 850)
  unit.sheet(published, 'PV01', 'self', 900)
  const { held } = storeOf([authority, unit, lead, deputy].flatMap((machine) => machine.feed))
  const state = expectDefined(held.set.state, 'a founded season')
  const found = currentBasis(state, held.bodyOf, quarter, cluster)
  expect(found.ok && found.value.sheets.map(({ body }) => [body.subject, body.layer])).toEqual([
    ['PV01', 'self'],
    ['PV01', 'appraisal'],
  ])
  const unknown = [
    currentBasis(state, held.bodyOf, 'Q9' as RoundCode, cluster),
    currentBasis(state, held.bodyOf, quarter, null),
  ]
  expect(unknown).toEqual([
    { ok: false, error: { code: 'roundUnknown' } },
    { ok: false, error: { code: 'roundUnknown' } },
  ])
})
