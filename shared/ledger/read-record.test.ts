import { describe, expect, test } from 'vitest'
import { castOf, closingOf } from '../../tests/support/ledger/cast.ts'
import { quickCrypto, seedOf } from '../../tests/support/ledger/quick-crypto.ts'
import { sheetOf, World } from '../../tests/support/ledger/world.ts'
import type { RoundCode, SubjectCode } from '../domain/ids.ts'
import { hexOf, utf8Bytes } from '../kernel/bytes.ts'
import { canonicalBytes, parseCanonical } from '../kernel/canonical-json.ts'
import { expectOk } from '../kernel/result.ts'
import { composeRecord } from './compose.ts'
import { factOf } from './fact.ts'
import { recordIdOf } from './fingerprint.ts'
import { purposeBytes } from './purposes.ts'
import { checkSignature, type RawRecord, type ReadRecord, readRecord } from './read-record.ts'

type Fields = { readonly [key: string]: unknown }

function scene() {
  const { scale, unit } = castOf()
  return unit('A3').write('sheet.submitted/1', sheetOf(scale.id))
}

function fieldsOf(bytes: Uint8Array | null): Fields {
  if (bytes === null) throw new Error('withheld')
  return expectOk(parseCanonical(bytes), 'canonical') as Fields // records and bodies are objects
}

/** The record with other fields in envelope or body, its body hash put right again. */
function forged(record: RawRecord, envelope: Fields, body: Fields = {}): RawRecord {
  const bodyBytes = expectOk(canonicalBytes({ ...fieldsOf(record.bodyBytes), ...body }), 'canonical body')
  const bodySha256 = hexOf(quickCrypto.sha256(bodyBytes))
  const fields = { ...fieldsOf(record.recordBytes), bodySha256, ...envelope }
  return { ...record, bodyBytes, recordBytes: expectOk(canonicalBytes(fields), 'canonical envelope') }
}

function refusalOf(raw: RawRecord): unknown {
  const outcome = readRecord(raw, quickCrypto)
  return outcome.ok ? 'read' : outcome.error
}

describe('reading a record', () => {
  test('gives back exactly what was composed', () => {
    const record = scene()
    const { recordBytes, bodyBytes, signature } = record
    const again = expectOk(readRecord({ recordBytes, bodyBytes, signature }, quickCrypto), 'read')
    expect(again).toEqual(record)
    expect(again.id).toBe(hexOf(quickCrypto.sha256(purposeBytes('record', recordBytes))))
    expect(again.id).toBe(recordIdOf(recordBytes, quickCrypto))
  })

  test.each<[string, Fields, string]>([
    ['another format', { format: 'giaouoc/record/2' }, 'format'],
    ['a field too many', { more: 1 }, ''],
    ['a sequence number of 0', { seq: 0, prev: null }, 'seq'],
    ['number 1 with a predecessor', { seq: 1 }, 'prev'],
    ['number 2 without one', { prev: null }, 'prev'],
    ['no season', { season: '' }, 'season'],
    ['no basis', { basis: null }, 'basis'],
    ['an author in capitals', { author: 'AB'.repeat(16) }, 'author'],
    ['a time with an offset', { at: '2021-03-31T08:00:00+07:00' }, 'at'],
    ['a time without seconds', { at: '2021-03-31T08:00Z' }, 'at'],
    ['a kind without version', { kind: 'sheet.submitted' }, 'kind'],
    ['a kind of version 0', { kind: 'sheet.submitted/0' }, 'kind'],
    ['a founding later in a feed', { kind: 'season.founded/2', season: '', basis: null }, 'seq'],
    ['a founding inside a season', { kind: 'season.founded/1' }, 'season'],
    ['an actor of 201 characters', { actor: 'x'.repeat(201) }, 'actor'],
  ])('refuses an envelope with %s', (_what, changes, path) => {
    expect(refusalOf(forged(scene(), changes))).toEqual({ code: 'recordShape', part: 'record', path })
  })

  test.each<[string, Fields, string]>([
    ['no salt of 16 bytes', { salt: 'ab' }, 'salt'],
    ['a field too many', { more: 1 }, ''],
    ['a criterion twice', { entries: [entry('1'), entry('2'), entry('1')] }, 'entries.2'],
    [
      'an adjustment of the unit’s own',
      { entries: [{ ...entry('1'), adjustment: 5, reason: 'r' }] },
      'entries.0.adjustment',
    ],
    [
      'an adjustment without reason',
      { layer: 'appraisal', entries: [{ ...entry('1'), adjustment: 5 }] },
      'entries.0.reason',
    ],
    [
      'an adjustment whose reason is blank',
      { layer: 'appraisal', entries: [{ ...entry('1'), adjustment: 5, reason: ' \n' }] },
      'entries.0.reason',
    ],
  ])('refuses a sheet with %s', (_what, changes, path) => {
    expect(refusalOf(forged(scene(), {}, changes))).toEqual({ code: 'recordShape', part: 'body', path })
  })

  test('refuses a closing whose list is no sorted set', () => {
    const { scale, lead } = castOf()
    const closing = lead.compose('round.closed/1', closingOf(scale.id, [scale, ...lead.feed]))
    const ids = fieldsOf(closing.bodyBytes)['records'] as readonly string[]
    expect(refusalOf(forged(closing, {}, { records: [...ids].reverse() }))).toMatchObject({
      path: 'records.1',
    })
    expect(refusalOf(forged(closing, {}, { records: [ids[0], ids[0]] }))).toMatchObject({ path: 'records.1' })
  })

  test('refuses reasons that say nothing, and an exclusion that ends before it begins', () => {
    const { scale, lead } = castOf()
    const closing = lead.compose('round.closed/1', closingOf(scale.id, []))
    const blank = { subject: 'A1', reason: ' \t\n' }
    const choice = { ...blank, layer: 'cross', counts: scale.id, beside: [scale.id] }
    const reopening = lead.compose('round.reopened/1', { closing: closing.id, reason: 'nhầm' })
    const days = { from: '2026-05-01', until: '2026-04-30' }
    const exclusion = lead.compose('exclusion.recorded/1', {
      round: 'Q1' as RoundCode,
      subject: 'A1' as SubjectCode,
      reason: 'mới lập',
      from: null,
      until: null,
    })
    const refused = [
      forged(closing, {}, { gaps: [{ ...blank, criterion: null }] }),
      forged(closing, {}, { ties: [{ subjects: ['A1', 'A2'], reason: ' ' }] }),
      forged(closing, {}, { choices: [{ ...choice, by: 'lead' }] }),
      forged(reopening, {}, { reason: ' ' }),
      forged(exclusion, {}, { reason: ' ' }),
      forged(exclusion, {}, days),
      forged(exclusion, {}, { until: '2026-02-30' }),
    ].map((record) => Object(refusalOf(record))['path'])
    expect(refused).toEqual([
      'gaps.0.reason',
      'ties.0.reason',
      'choices.0.reason',
      'reason',
      'reason',
      'until',
      'until',
    ])
    expect(refusalOf(forged(exclusion, {}, { from: '2026-05-01', until: '2026-05-01' }))).toBe('read')
    expect(refusalOf(forged(closing, {}, { choices: [{ ...choice, by: 'equal', reason: '' }] }))).toBe('read')
  })

  test('refuses a closing in which a subject is put into an order twice', () => {
    const { scale, lead } = castOf()
    const closing = lead.compose('round.closed/1', closingOf(scale.id, []))
    const lot = (...subjects: string[]) => ({ subjects, reason: 'bốc thăm' })
    const pathOf = (...ties: object[]) => refusalOf(forged(closing, {}, { ties }))
    expect(pathOf(lot('A1', 'A1'))).toMatchObject({ path: 'ties.0.subjects.1' })
    expect(pathOf(lot('A1', 'A2'), lot('A2', 'A1'))).toMatchObject({ path: 'ties.1.subjects.0' })
  })

  test('refuses a season whose codes differ in capitals only', () => {
    const { founding } = new World()
    const { season } = fieldsOf(founding.bodyBytes) as { season: { units: Fields[] } }
    const [unit] = season.units
    const units = [...season.units, { ...unit, code: String(unit?.['code']).toLowerCase() }]
    expect(refusalOf(forged(founding, {}, { season: { ...season, units } }))).toMatchObject({
      path: `season.units.${season.units.length}`,
    })
  })

  test('refuses a season that names something twice', () => {
    const { founding } = new World()
    const { season, seats } = fieldsOf(founding.bodyBytes) as { season: Fields; seats: Fields[] }
    const twice = (field: string) => ({ season: { ...season, [field]: doubled(season[field]) } })
    const [first, second] = seats
    const shared = seats.map((entry) =>
      entry === first ? { ...first, invitations: second?.['invitations'] } : entry,
    )
    const paths = [
      twice('units'),
      twice('clusters'),
      twice('rounds'),
      { seats: doubled(seats) },
      { seats: shared },
    ].map((body) => refusalOf(forged(founding, {}, body)))
    expect(paths).toEqual(
      ['season.units.6', 'season.clusters.2', 'season.rounds.2', 'seats.9', 'seats.invitations.1'].map(
        (path) => ({
          code: 'recordShape',
          part: 'body',
          path,
        }),
      ),
    )
  })

  test('refuses other bytes than canonical ones, a body that does not fit, half a signature', () => {
    const record = scene()
    const loose = utf8Bytes(JSON.stringify(record.envelope, null, 1))
    expect(refusalOf({ ...record, recordBytes: loose })).toEqual({
      code: 'recordNotCanonical',
      part: 'record',
      problem: 'notCanonical',
    })
    expect(refusalOf({ ...record, bodyBytes: utf8Bytes('{}') })).toEqual({ code: 'bodyHash' })
    expect(refusalOf({ ...record, signature: record.signature.subarray(1) })).toEqual({
      code: 'signatureLength',
    })
    const odd = utf8Bytes('{"salt": 1}')
    const fields = { ...fieldsOf(record.recordBytes), bodySha256: hexOf(quickCrypto.sha256(odd)) }
    const envelope = expectOk(canonicalBytes(fields), 'canonical')
    expect(refusalOf({ ...record, recordBytes: envelope, bodyBytes: odd })).toEqual({
      code: 'recordNotCanonical',
      part: 'body',
      problem: 'notCanonical',
    })
  })

  test('a kind of a later version is verified and kept, not understood', () => {
    const later = forged(scene(), { kind: 'sheet.submitted/2' }, { anything: [1, 2] })
    const record = expectOk(readRecord(later, quickCrypto), 'read')
    expect(record.typed).toBeNull()
    expect(factOf(record).claim).toEqual({ kind: 'unknownKind' })
    expect(factOf({ ...record, bodyBytes: null }).claim).toEqual({ kind: 'unknownKind' })
  })

  test('a withheld body leaves the chain', () => {
    const record = expectOk(readRecord({ ...scene(), bodyBytes: null }, quickCrypto), 'read')
    expect(factOf(record).claim).toEqual({ kind: 'withheld' })
  })
})

describe('signatures', () => {
  test('hold for the author’s key over exactly these bytes', () => {
    const world = new World()
    const record: ReadRecord = world.publishScale()
    const { publicKey } = world.founder.signer
    expect(checkSignature(record, publicKey, quickCrypto)).toBe(true)
    expect(checkSignature(record, seedOf('somebody'), quickCrypto)).toBe(false)
    const recordBytes = Uint8Array.from(record.recordBytes)
    recordBytes[10] = (recordBytes[10] ?? 0) ^ 1
    expect(checkSignature({ ...record, recordBytes }, publicKey, quickCrypto)).toBe(false)
  })
})

describe('composing', () => {
  test('refuses what nobody could read', () => {
    const { founder, newest, id } = new World()
    const draft = {
      season: id,
      seq: 2,
      prev: founder.end.id,
      basis: newest,
      at: '2021-03-31T08:00:00.000Z',
      actor: 'A',
      kind: 'sheet.submitted/1',
      body: sheetOf(newest),
      salt: new Uint8Array(16),
    } as const
    const refusal = (changes: Fields): unknown => {
      const outcome = composeRecord({ ...draft, ...changes } as typeof draft, founder.signer, quickCrypto)
      return outcome.ok ? 'composed' : outcome.error
    }
    expect(refusal({})).toBe('composed')
    expect(refusal({ seq: 1 })).toEqual({ code: 'shape', path: 'prev', fault: 'shape' })
    expect(refusal({ body: { ...sheetOf(newest), layer: 'own' } })).toEqual({
      code: 'shape',
      path: 'layer',
      fault: 'shape',
    })
    expect(refusal({ body: sheetOf(newest, { note: 'e\u0301' }) })).toEqual({
      code: 'canonical',
      problem: 'badString',
    })
    expect(refusal({ actor: 'e\u0301' })).toEqual({ code: 'canonical', problem: 'badString' })
    expect(refusal({ salt: new Uint8Array(15) })).toEqual({ code: 'shape', path: 'salt', fault: 'shape' })
  })
})

describe('facts', () => {
  test('are plain values: stored as JSON and read again they are the same', () => {
    const { world, scale, lead } = castOf()
    lead.write('round.closed/1', closingOf(scale.id, []))
    const facts = world.records.map(factOf)
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts)
  })

  test('follow from the record alone, parsed before or not', () => {
    const { recordBytes, bodyBytes, signature, id, envelope, typed } = scene()
    const record = { recordBytes, bodyBytes, signature, id, envelope }
    expect(factOf(record)).toEqual(factOf({ ...record, typed }))
  })
})

function entry(criterion: string): Fields {
  const none = {
    result: null,
    counts: [],
    ranks: [],
    points: null,
    waivers: [],
    adjustment: null,
    reason: '',
  }
  return { criterion, ...none, evidence: [] }
}

function doubled(list: unknown): unknown {
  return Array.isArray(list) ? [...list, list[0]] : list
}
