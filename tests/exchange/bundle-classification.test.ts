import { describe, expect, test } from 'vitest'
import { hexOf } from '../../shared/kernel/bytes.ts'
import { canonicalBytes } from '../../shared/kernel/canonical-json.ts'
import { expectDefined, expectOk } from '../../shared/kernel/result.ts'
import { recordIdOf } from '../../shared/ledger/fingerprint.ts'
import { purposeBytes } from '../../shared/ledger/purposes.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import { bundleOf, crypto, foundSmallSeason, type Machine, sheetBody } from './bundle-fixture.ts'
import { countsOf, preview, storeOf } from './bundle-import.ts'

const { authority, unit, deputy, lead, scale, id } = foundSmallSeason()
const enrolled = [...authority.feed, ...unit.feed, ...deputy.feed, ...lead.feed]
const first = unit.sheet(scale, 'PV01', 'self', 900)
const second = unit.sheet(scale, 'PV01', 'self', 950, first.id)
const known = storeOf([...enrolled, first])

describe('a record of an import', () => {
  test('is new where nothing of its kind is held', () => {
    const found = preview(storeOf(enrolled), id, [bundleOf(unit, [first])])
    expect(found.items).toMatchObject([
      {
        record: first.id,
        class: 'new',
        kind: 'sheet.submitted/1',
        bundle: 0,
        author: { device: unit.device, seats: ['unit:PV01'] },
        round: 'Q1',
        subject: 'PV01',
        layer: 'self',
        changes: [
          { criterion: '1', before: null, after: '9,00' },
          { criterion: '2', before: null, after: '1' },
        ],
        verdict: { status: 'valid' },
      },
    ])
    expect(found.stored.map((record) => record.id)).toEqual([first.id])
  })

  test('is present when it is held already: a bundle of nothing else is an old one', () => {
    const found = preview(known, id, [bundleOf(unit, unit.feed.slice(0, 2))])
    expect(found.counts.present).toBe(2)
    expect(found.bundles[0]).toMatchObject({ refused: null, old: true })
    expect(found.stored).toEqual([])
  })

  test('supersedes the sheet it takes the place of, criterion by criterion', () => {
    const found = preview(known, id, [bundleOf(unit, [second])])
    expect(found.items).toMatchObject([
      {
        class: 'supersedes',
        supersedes: first.id,
        changes: [{ criterion: '1', before: '9,00', after: '9,50' }],
      },
    ])
  })

  test('is stale when a newer one is held', () => {
    const later = bundleOf(deputy, [first, second])
    const found = preview(storeOf(enrolled), id, [later])
    expect(countsOf(found)).toEqual({ stale: 1, new: 1 })
  })

  test('waits for what it names and is not held, and says for what', () => {
    const found = preview(storeOf(enrolled), id, [bundleOf(unit, [second])])
    expect(found.items).toMatchObject([
      {
        class: 'waiting',
        verdict: { status: 'waiting', for: [{ what: 'feed', author: unit.device, seq: 2 }] },
      },
    ])
    expect(found.stored).toHaveLength(1)
  })

  test('finds its parent in another bundle of the same set, whichever comes first', () => {
    const bundles = [bundleOf(unit, [second]), bundleOf(deputy, [first])]
    const both = [bundles, bundles.toReversed()].map((set) => countsOf(preview(storeOf(enrolled), id, set)))
    expect(both).toEqual([
      { new: 1, stale: 1 },
      { new: 1, stale: 1 },
    ])
  })

  test('is quarantined when its author does not own what it speaks about', () => {
    const intruder = deputy.restoredTo(1)
    const wrong = intruder.sheet(scale, 'PV01', 'self', 1000)
    const found = preview(known, id, [bundleOf(deputy, [wrong])])
    expect(found.items).toMatchObject([
      { class: 'quarantined', verdict: { status: 'quarantined', why: { reason: 'notOwner' } } },
    ])
    expect(found.stored).toHaveLength(1)
  })

  test('is a fork when another record has its number, and is kept as proof', () => {
    const other = unit.composeAt(
      2,
      first.envelope.prev,
      'sheet.submitted/1',
      sheetBody(scale, 'PV01', 'self', 1),
    )
    const found = preview(known, id, [bundleOf(unit, [other])])
    expect(found.items).toMatchObject([
      { class: 'fork', verdict: { status: 'fork', author: unit.device, at: 2 } },
    ])
    expect(found.stored.map((record) => record.id)).toEqual([other.id])
  })

  test('is of another season, and then nothing of it is stored', () => {
    const other = foundSmallSeason('khác')
    const found = preview(known, id, [bundleOf(other.authority, other.authority.feed)])
    expect(countsOf(found)).toEqual({ foreignSeason: 2 })
    expect(found.stored).toEqual([])
  })

  test('is set aside when the user left it out, and comes back only by being taken back', () => {
    const store = storeOf([...enrolled, first], new Set([first.id]))
    const found = preview(store, id, [bundleOf(unit, [first])])
    expect(countsOf(found)).toEqual({ setAside: 1 })
    expect(found.stored).toEqual([])
  })

  test('set aside is set aside, although it would wait, and is not stored again', () => {
    const store = storeOf([...enrolled, second], new Set([second.id]))
    const found = preview(store, id, [bundleOf(unit, [second])])
    expect(found.items).toMatchObject([{ class: 'setAside', verdict: { status: 'waiting' } }])
    expect(found.stored).toEqual([])
  })

  test('waits for one that was set aside', () => {
    const store = storeOf([...enrolled, first], new Set([first.id]))
    const found = preview(store, id, [bundleOf(unit, [first, second])])
    expect(countsOf(found)).toEqual({ setAside: 1, waiting: 1 })
  })

  test('is an own one coming home', () => {
    const found = preview(storeOf(enrolled), id, [bundleOf(lead, [first])], unit.device)
    expect(countsOf(found)).toEqual({ adoptsOwn: 1 })
  })

  test('withdraws, in a kind this version keeps without understanding it', () => {
    const withdrawal = ofKind(unit, 'sheet.withdrawn/1', { sheet: first.id, reason: 'nhầm' })
    const found = preview(storeOf([...enrolled, first, second]), id, [bundleOf(unit, [withdrawal])])
    expect(found.items).toMatchObject([{ class: 'withdraws', verdict: { status: 'unknownKind' } }])
    expect(found.stored).toHaveLength(1)
  })

  test('brings the body that was withheld before', () => {
    const bare = { ...first, bodyBytes: null }
    const store = storeOf([...enrolled, bare])
    const withheld = preview(store, id, [bundleOf(unit, [first], { withheld: new Set([first.id]) })])
    const whole = preview(store, id, [bundleOf(unit, [first])])
    expect([countsOf(withheld), withheld.stored.length]).toEqual([{ present: 1 }, 0])
    expect([countsOf(whole), whole.stored.length]).toEqual([{ new: 1 }, 1])
  })
})

describe('a set of bundles', () => {
  const stranger = foundSmallSeason('khác').unit

  test('lists what is refused and imports the rest', () => {
    const broken = bundleOf(unit, [first]).slice(0, -1)
    const unknown = bundleOf(stranger, [])
    const found = preview(storeOf(enrolled), id, [broken, bundleOf(unit, [first]), unknown])
    expect(found.bundles.map((bundle) => bundle.refused?.code ?? null)).toEqual([
      'wrongLength',
      null,
      'otherSeason',
    ])
    expect(countsOf(found)).toEqual({ new: 1 })
  })

  test('does not take keys from a bundle it refuses', () => {
    const withoutUnit = storeOf([...authority.feed, ...deputy.feed])
    const enrolment = bundleOf(deputy, unit.feed.slice(0, 1))
    const tampered = enrolment.with(enrolment.length - 50, (enrolment.at(-50) ?? 0) ^ 1)
    const sheets = bundleOf(deputy, [first])
    const refused = preview(withoutUnit, id, [sheets, tampered])
    const accepted = preview(withoutUnit, id, [sheets, enrolment])
    expect(refused.bundles.map((bundle) => bundle.refused?.code)).toEqual([
      'unknownAuthor',
      'bundleSignature',
    ])
    expect(countsOf(accepted)).toEqual({ new: 2 })
  })

  test('names an exporter nobody knows', () => {
    const newcomer = unit.restoredTo(1)
    const found = preview(storeOf(authority.feed), id, [bundleOf(newcomer, [])])
    expect(found.bundles).toMatchObject([{ refused: { code: 'unknownExporter', device: unit.device } }])
  })

  test('accepts a receipt and has nothing to store', () => {
    const receipt = bundleOf(unit, [], { purpose: 'receipt', holds: [] })
    const found = preview(known, id, [receipt])
    expect(found.bundles).toMatchObject([{ refused: null, old: false }])
    expect(found.items).toEqual([])
  })
})

/** A record of a kind that `composeRecord` does not write. */
function ofKind(machine: Machine, kind: string, fields: object): SignedRecord {
  const last = expectDefined(machine.feed.at(-1), 'a record before')
  const bodyBytes = expectOk(canonicalBytes({ ...fields, salt: '00'.repeat(16) }), 'body')
  const envelope = {
    ...last.envelope,
    seq: last.envelope.seq + 1,
    prev: last.id,
    kind,
    bodySha256: hexOf(crypto.sha256(bodyBytes)) as SignedRecord['envelope']['bodySha256'],
  }
  const recordBytes = expectOk(canonicalBytes(envelope), 'record')
  const signature = machine.signer.sign(purposeBytes('record', recordBytes))
  return { id: recordIdOf(recordBytes, crypto), envelope, recordBytes, bodyBytes, signature }
}
