import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeBundle, readDamagedBundle } from '../../shared/exchange/decode-bundle.ts'
import { deltaFor } from '../../shared/exchange/receipts.ts'
import { expectDefined, expectOk } from '../../shared/kernel/result.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import { bundleOf, crypto, foundSmallSeason, headsOf, picture, sheetBody } from './bundle-fixture.ts'
import { preview, storeOf } from './bundle-import.ts'

const { authority, unit, deputy, lead, scale, id } = foundSmallSeason()
let last = unit.sheet(scale, 'PV01', 'self', 100)
for (let points = 101; points < 106; points++) last = unit.sheet(scale, 'PV01', 'self', points, last.id)
const sixth = expectDefined(unit.feed[5], 'the sixth record')
const otherSeventh = unit.composeAt(7, sixth.id, 'sheet.submitted/1', sheetBody(scale, 'PV01', 'self', 907))
const otherEighth = unit.composeAt(
  8,
  otherSeventh.id,
  'sheet.submitted/1',
  sheetBody(scale, 'PV01', 'self', 908),
)
const otherBranch = [otherSeventh, otherEighth]
lead.sheet(scale, 'PX01', 'self', 500)
deputy.sheet(scale, 'PH10', 'self', 600)
const all = [authority, unit, deputy, lead].flatMap((machine) => machine.feed).concat(otherBranch)
const shuffled = fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })
const some = fc.subarray(all)

describe('a bundle', () => {
  test('gives back what was put in, whatever the order, gaps, forks and repetitions', () => {
    fc.assert(
      fc.property(some, fc.boolean(), fc.integer({ min: 0, max: 999 }), (records, withPicture, number) => {
        const withheld = new Set(records.filter((_, index) => index % 3 === 1).map((record) => record.id))
        const bytes = bundleOf(unit, [...records, ...records.toReversed()], {
          number,
          withheld,
          attachments: withPicture ? [picture, picture] : [],
        })
        const decoded = expectOk(decodeBundle(bytes, crypto), 'decoded')
        const sent = new Map(
          records.map((record) => [record.id, withheld.has(record.id) ? null : record.bodyBytes]),
        )
        const received = new Map(decoded.records.map(({ record }) => [record.id, record.bodyBytes]))
        expect(received.size).toBe(decoded.records.length)
        expect(received).toEqual(sent)
        expect(decoded.header.number).toBe(number)
        expect(decoded.attachments.map((attachment) => attachment.bytes)).toEqual(
          withPicture ? [picture] : [],
        )
      }),
      { numRuns: 200 },
    )
  })

  test('has the same bytes whatever the order of what goes in', () => {
    const expected = bundleOf(unit, all)
    fc.assert(
      fc.property(shuffled, (records) => {
        expect(bundleOf(unit, records)).toEqual(expected)
      }),
      { numRuns: 50 },
    )
  })

  test('carries both branches of a fork', () => {
    const { header } = expectOk(
      decodeBundle(bundleOf(unit, [...unit.feed, ...otherBranch]), crypto),
      'decoded',
    )
    const ranges = header.slices.map(({ from, to }) => [from, to])
    expect([ranges[0]?.[0], ranges.length, ranges.flat().includes(7)]).toEqual([1, 2, true])
    expect(header.holds).toHaveLength(2)
  })

  test('shows what can be read of a damaged one, and everything that is wrong', () => {
    const bytes = bundleOf(unit, all)
    const middle = expectOk(decodeBundle(bytes, crypto), 'decoded').records[4]
    const damaged = bytes.slice()
    const at = expectDefined(middle, 'record').place.offset + 200
    damaged[at] = (damaged[at] ?? 0) ^ 1
    const reading = readDamagedBundle(damaged, crypto)
    expect(reading.header?.exporter).toBe(unit.device)
    expect(reading.records.length).toBeGreaterThanOrEqual(all.length - 2)
    expect(reading.problems[0]).toMatchObject({ place: middle?.place })
    const cut = readDamagedBundle(bytes.slice(0, -300), crypto)
    expect(cut.problems.map((problem) => problem.code)).toEqual(['wrongLength', 'frame'])
  })
})

describe('the union of what was exchanged', () => {
  const whole = storeOf(all).held

  test('is judged alike however it was split, repeated and ordered over bundles', () => {
    fc.assert(
      fc.property(
        shuffled,
        fc.array(fc.integer({ min: 0, max: all.length }), { maxLength: 4 }),
        some,
        (records, cuts, again) => {
          const edges = [0, ...cuts.toSorted((left, right) => left - right), all.length]
          const parts = edges.slice(1).map((end, index) => records.slice(edges[index], end))
          // Keys travel with every part, as they do between machines that know each other.
          const enrolments = all.filter((record) => record.envelope.seq === 1)
          const bundles = [...parts, again].map((part) => bundleOf(unit, [...enrolments, ...part]))
          let held: readonly SignedRecord[] = []
          for (const bundle of bundles) {
            held = [...held, ...preview(storeOf(held, new Set(), id), id, [bundle]).stored]
          }
          const asOneSet = preview(storeOf([], new Set(), id), id, bundles)
          expect(storeOf(held, new Set(), id).held.set.judgement).toEqual(whole.set.judgement)
          expect(storeOf(held, new Set(), id).held.set.state).toEqual(whole.set.state)
          expect(asOneSet.stateAfter).toEqual(whole.set.state)
          expect(new Map(asOneSet.items.map((item) => [item.record, item.verdict]))).toEqual(
            new Map(whole.set.judgement.verdicts),
          )
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('what is sent to somebody', () => {
  test('completes what they hold, whatever that is', () => {
    fc.assert(
      fc.property(some, some, (ours, theirs) => {
        const own = chainsFrom(ours)
        const recipient = chainsFrom(theirs)
        const heldHere = new Set(own.map((record) => record.id))
        const runs = deltaFor(headsOf(recipient), headsOf(own), (record) => heldHere.has(record))
        const sent = own.filter(({ envelope }) =>
          runs.some((run) => run.author === envelope.author && envelope.seq > run.after),
        )
        const after = new Set([...recipient, ...sent].map((record) => record.id))
        const ahead = headsOf(recipient).filter((head) => !heldHere.has(head.head))
        const missing = own.filter(
          (record) => !after.has(record.id) && !ahead.some((head) => head.author === record.envelope.author),
        )
        expect(missing).toEqual([])
      }),
    )
  })

  test('is nothing when they hold everything, and only the rest when they are behind', () => {
    const runsFor = (held: number) =>
      deltaFor(headsOf(unit.feed.slice(0, held)), headsOf(unit.feed), () => true)
    expect([runsFor(unit.feed.length), runsFor(4), runsFor(0)]).toEqual([
      [],
      [{ author: unit.device, after: 4 }],
      [{ author: unit.device, after: 0 }],
    ])
  })

  test('is nothing when they are ahead of us', () => {
    const ours = unit.feed.slice(0, 3)
    const heldHere = new Set(ours.map((record) => record.id))
    expect(deltaFor(headsOf(unit.feed), headsOf(ours), (record) => heldHere.has(record))).toEqual([])
  })
})

/** What a machine can hold: of each feed everything up to the records chosen. */
function chainsFrom(chosen: readonly SignedRecord[]): readonly SignedRecord[] {
  const byId = new Map(all.map((record) => [record.id, record]))
  const held = new Map<string, SignedRecord>()
  for (const each of chosen) {
    for (let record = byId.get(each.id); record !== undefined; ) {
      held.set(record.id, record)
      record = record.envelope.prev === null ? undefined : byId.get(record.envelope.prev)
    }
  }
  return [...held.values()]
}
