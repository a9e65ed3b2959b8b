import { describe, expect, test } from 'vitest'
import { agreementOf, castOf, closingOf, planOf } from '../../tests/support/ledger/cast.ts'
import type { Device } from '../../tests/support/ledger/device.ts'
import {
  between,
  one,
  outcomeOf,
  seasonWith,
  sheetOf,
  subject,
  valid,
  within,
} from '../../tests/support/ledger/world.ts'
import { authoritySeat, leadSeat, type UnitCode, unitSeat } from '../domain/ids.ts'
import type { Policies } from '../domain/season.ts'
import type { SheetSubmitted } from '../domain/sheet.ts'
import type { BodyByKind, RecordKind } from './kinds.ts'
import { mayWrite, type Owner, ownershipTable, type Place } from './ownership.ts'

/** Everybody who could write, seen from a thing of cluster 1 whose subject is unit A3. */
const roles = {
  founder: 'authority',
  lead: 'lead of the cluster',
  otherLead: 'lead of another cluster',
  unit: 'the unit itself (A3)',
  deputy: 'the deputy unit, also the inspecting team (A2)',
  otherUnit: 'another unit of the cluster (A4)',
  foreignUnit: 'a unit of another cluster (B2)',
  stranger: 'a device that never joined',
} as const
type Role = keyof typeof roles
const allRoles = Object.keys(roles) as readonly Role[]

interface Case {
  readonly what: string
  readonly kind: RecordKind
  readonly may: readonly Role[]
  readonly policies?: Partial<Policies>
  readonly write: (parts: Parts) => BodyByKind[RecordKind]
}
interface Parts {
  readonly scale: ReturnType<typeof castOf>['scale']
  readonly plan: ReturnType<typeof castOf>['scale']
  readonly betweenPlan: ReturnType<typeof castOf>['scale']
  /** Written when asked for: most cases want their round open. */
  readonly closing: () => ReturnType<typeof castOf>['scale']
  readonly betweenClosing: () => ReturnType<typeof castOf>['scale']
}

function sheet(
  what: string,
  may: readonly Role[],
  changes: Partial<SheetSubmitted>,
  more: Partial<Case> = {},
): Case {
  const write = ({ scale, plan, betweenPlan }: Parts): SheetSubmitted => {
    const needsPlan = changes.layer === 'cross'
    const named = changes.round === between ? betweenPlan : plan
    return sheetOf(scale.id, { ...changes, plan: needsPlan ? named.id : null })
  }
  return { what: `sheet: ${what}`, kind: 'sheet.submitted/1', may, write, ...more }
}

const enteredFor = { reason: 'đơn vị chưa dùng phần mềm', scan: 'ab'.repeat(32) as never }
const ofLeadUnit = { subject: subject('A1') }
const betweenClusters = { round: between, subject: subject('1') }

const cases: readonly Case[] = [
  sheet('self, own unit', ['unit'], { layer: 'self' }),
  sheet('self, other unit', ['otherUnit'], { layer: 'self', subject: subject('A4') }),
  sheet('self, between clusters', ['lead'], { ...betweenClusters, layer: 'self' }),
  sheet('self, entered for', ['lead'], { layer: 'self', enteredFor }),
  sheet('self, entered for, between clusters', ['founder'], {
    ...betweenClusters,
    layer: 'self',
    enteredFor,
  }),
  sheet('cross', ['deputy'], { layer: 'cross' }),
  sheet('cross, entered for', ['lead'], { layer: 'cross', enteredFor }),
  sheet('cross, between clusters', ['otherLead'], { ...betweenClusters, layer: 'cross' }),
  sheet('appraisal', ['lead'], { layer: 'appraisal' }),
  sheet('appraisal, entered for', [], { layer: 'appraisal', enteredFor }),
  sheet('appraisal of the lead unit', ['deputy'], { ...ofLeadUnit, layer: 'appraisal' }),
  sheet(
    'appraisal of the lead unit, by the authority',
    ['founder'],
    { ...ofLeadUnit, layer: 'appraisal' },
    {
      policies: { leadAppraisedBy: 'authority' },
    },
  ),
  sheet('appraisal of a lead unit without deputy', ['founder'], {
    layer: 'appraisal',
    subject: subject('B1'),
  }),
  sheet('appraisal, between clusters', ['founder'], { ...betweenClusters, layer: 'appraisal' }),
  sheet('review', ['lead'], { layer: 'review' }),
  sheet('review of the lead unit', ['deputy'], { ...ofLeadUnit, layer: 'review' }),
  sheet('review, between clusters', ['founder'], { ...betweenClusters, layer: 'review' }),
  {
    what: 'exclusion in the cluster',
    kind: 'exclusion.recorded/1',
    may: ['lead'],
    write: () => ({ round: within, subject: subject('A3'), reason: 'vi phạm', from: null, until: null }),
  },
  {
    what: 'exclusion between clusters',
    kind: 'exclusion.recorded/1',
    may: ['founder'],
    write: () => ({ round: between, subject: subject('1'), reason: 'vi phạm', from: null, until: null }),
  },
  { what: 'plan in the cluster', kind: 'inspection.planned/1', may: ['lead'], write: () => planOf() },
  {
    what: 'plan between clusters',
    kind: 'inspection.planned/1',
    may: ['founder'],
    write: () => planOf({ round: between, cluster: null, teams: [] }),
  },
  {
    what: 'closing in the cluster',
    kind: 'round.closed/1',
    may: ['lead'],
    write: ({ scale }) => closingOf(scale.id, []),
  },
  {
    what: 'closing between clusters',
    kind: 'round.closed/1',
    may: ['founder'],
    write: ({ scale }) => closingOf(scale.id, [], { round: between, cluster: null }),
  },
  {
    what: 'reopening in the cluster',
    kind: 'round.reopened/1',
    may: ['lead'],
    write: ({ closing }) => ({ closing: closing().id, reason: 'chốt nhầm' }),
  },
  {
    what: 'reopening between clusters',
    kind: 'round.reopened/1',
    may: ['founder'],
    write: ({ betweenClosing }) => ({ closing: betweenClosing().id, reason: 'chốt nhầm' }),
  },
  ...(['authority', 'lead'] as const).flatMap((scaleOwner): Case[] => [
    {
      what: `common scale, scales owned by the ${scaleOwner}`,
      kind: 'scale.published/1',
      may: ['founder'],
      policies: { scaleOwner },
      write: () => scaleBody(null),
    },
    {
      what: `cluster scale, scales owned by the ${scaleOwner}`,
      kind: 'scale.published/1',
      may: [scaleOwner === 'lead' ? 'lead' : 'founder'],
      policies: { scaleOwner },
      write: () => scaleBody(one),
    },
    {
      what: `assignments of the cluster, scales owned by the ${scaleOwner}`,
      kind: 'assignments.published/1',
      may: [scaleOwner === 'lead' ? 'lead' : 'founder'],
      policies: { scaleOwner },
      write: ({ scale }) => ({ scale: scale.id, cluster: one, items: [], replaces: null }),
    },
    {
      what: `assignments of all, scales owned by the ${scaleOwner}`,
      kind: 'assignments.published/1',
      may: ['founder'],
      policies: { scaleOwner },
      write: ({ scale }) => ({ scale: scale.id, cluster: null, items: [], replaces: null }),
    },
  ]),
  {
    what: 'agreement of the province',
    kind: 'agreement.drafted/1',
    may: ['founder'],
    write: () => agreementOf(null),
  },
  {
    what: 'agreement of the cluster',
    kind: 'agreement.drafted/1',
    may: ['lead'],
    write: () => agreementOf(one),
  },
  {
    what: 'signatory',
    kind: 'signatory.enrolled/1',
    may: allRoles.filter((role) => role !== 'stranger'),
    write: () => ({ name: 'A', rank: 'B', position: 'C', key: '01'.repeat(32) as never }),
  },
]

function scaleBody(cluster: typeof one | null): BodyByKind['scale.published/1'] {
  const leaf = { code: 'c1' as never, title: 'Tiêu chí', max: 100, rule: { kind: 'direct' as const } }
  return { cluster, scale: { title: 'Thang điểm', total: 100, criteria: [leaf] }, replaces: null }
}

function stage(policies: Partial<Policies> = {}) {
  const cast = castOf(seasonWith(policies))
  const { world, scale, lead, otherLead, unit } = cast
  const plan = lead.write('inspection.planned/1', planOf())
  const teams = [{ seats: [leadSeat('2' as never)], subjects: [subject('1')] }]
  const betweenPlan = world.founder.write(
    'inspection.planned/1',
    planOf({ round: between, cluster: null, teams }),
  )
  const closing = () => lead.write('round.closed/1', closingOf(scale.id, []))
  const betweenClosing = () =>
    world.founder.write('round.closed/1', closingOf(scale.id, [], { round: between, cluster: null }))
  const devices: { readonly [Each in Role]: Device } = {
    founder: world.founder,
    lead,
    otherLead,
    unit: unit('A3'),
    deputy: unit('A2'),
    otherUnit: unit('A4'),
    foreignUnit: unit('B2'),
    stranger: world.stranger('stranger'),
  }
  return { world, scale, plan, betweenPlan, closing, betweenClosing, devices }
}

describe('who may write what', () => {
  for (const { what, kind, may, policies, write } of cases) {
    test.each(allRoles)(`${what}: %s`, (role) => {
      const { world, devices, ...parts } = stage(policies)
      const record = devices[role].compose(kind, write(parts) as never) // the case pairs kind and body
      const verdict = outcomeOf([...world.records, record]).of(record)
      if (may.includes(role)) expect(verdict).toEqual(valid)
      else if (role === 'stranger')
        expect(verdict).toMatchObject({ status: 'waiting', for: [{ what: 'introduction' }] })
      else expect(verdict).toMatchObject({ status: 'quarantined', why: { reason: 'notOwner' } })
    })
  }

  test('every row of the table is walked', () => {
    const walked = new Set(cases.map((each) => each.kind))
    const elsewhere: readonly RecordKind[] = [
      'season.founded/1',
      'season.revised/1',
      'device.enrolled/1',
      'agreement.signed/1',
    ]
    const owned = new Set(ownershipTable.map((row) => row.kind))
    expect([...owned].filter((kind) => !walked.has(kind)).sort()).toEqual([...elsewhere].sort())
  })

  test('the table names an owner of every sort', () => {
    const owners: readonly Owner[] = [
      'founder',
      'newDevice',
      'anyDevice',
      'authority',
      'lead',
      'subject',
      'deputy',
      'inspectors',
      'party',
    ]
    expect(new Set(ownershipTable.map((row) => row.owner))).toEqual(new Set([...owners, 'nobody']))
  })
})

describe('asking beforehand', () => {
  const season = seasonWith()
  const place: Place = {
    kind: 'sheet.submitted/1',
    round: within,
    subject: subject('A3'),
    layer: 'cross',
    enteredFor: false,
    teams: planOf().teams,
  }

  test('screens get the judge’s answer', () => {
    expect(mayWrite(season, [unitSeat('A2' as UnitCode)], place)).toBe(true)
    expect(mayWrite(season, [unitSeat('A4' as UnitCode), authoritySeat], place)).toBe(false)
    expect(mayWrite(season, [unitSeat('A2' as UnitCode)], { ...place, teams: null })).toBe(false)
    expect(mayWrite(season, [authoritySeat], { ...place, round: 'Q9' as never })).toBe(false)
  })

  test('a seat never inspects its own unit, whatever a plan says', () => {
    const own = [{ seats: [unitSeat('A3' as UnitCode)], subjects: [subject('A3')] }]
    expect(mayWrite(season, [unitSeat('A3' as UnitCode)], { ...place, teams: own })).toBe(false)
    const ofLead = [{ seats: [leadSeat(one)], subjects: [subject('A1')] }]
    expect(mayWrite(season, [leadSeat(one)], { ...place, subject: subject('A1'), teams: ofLead })).toBe(false)
  })
})
