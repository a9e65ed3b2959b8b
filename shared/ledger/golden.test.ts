import { describe, expect, test } from 'vitest'
import { goldenCrypto, goldenRecords } from '../../tests/support/ledger/golden-season.ts'
import { hexOf, utf8Text } from '../kernel/bytes.ts'
import { canonicalBytes } from '../kernel/canonical-json.ts'
import { expectOk } from '../kernel/result.ts'
import { factOf } from './fact.ts'
import { shortFingerprint, standingsDigest, stateFingerprint } from './fingerprint.ts'
import { fold } from './fold.ts'
import { judge } from './judge.ts'
import { bodySchemas } from './kinds.ts'
import { checkSignature, type ReadRecord, readRecord } from './read-record.ts'

const records = goldenRecords()

/** What another program needs to check its own reading against. Hex is what counts; the text is for people. */
function goldenOf({ id, envelope, recordBytes, bodyBytes, signature }: ReadRecord): string {
  if (bodyBytes === null) throw new Error('golden records are whole')
  const golden = {
    kind: envelope.kind,
    id,
    record: hexOf(recordBytes),
    body: hexOf(bodyBytes),
    signature: hexOf(signature),
    recordText: expectOk(utf8Text(recordBytes), 'UTF-8'),
    bodyText: expectOk(utf8Text(bodyBytes), 'UTF-8'),
  }
  return `${JSON.stringify(golden, null, 1)}\n`
}

function fileOf(index: number, kind: string): string {
  const name = kind.replace('/', '-').replace('.', '-')
  return `golden/${String(index + 1).padStart(2, '0')}-${name}.golden.json`
}

describe('pinned bytes', () => {
  test.each(
    records.map((record, index) => [fileOf(index, record.envelope.kind), record] as const),
  )('%s', async (file, record) => {
    await expect(goldenOf(record)).toMatchFileSnapshot(file)
  })

  test('there is one of every kind', () => {
    const pinned = new Set(records.map((record) => record.envelope.kind))
    expect([...pinned].sort()).toEqual(Object.keys(bodySchemas).sort())
  })

  test('all of them are read, signed and valid', () => {
    for (const record of records) {
      expect(readRecord(record, goldenCrypto)).toEqual({ ok: true, value: record })
    }
    const [founding] = records
    if (founding?.typed?.kind !== 'season.founded/1') throw new Error('the founding comes first')
    const key = Uint8Array.from(Buffer.from(founding.typed.body.founder.key, 'hex'))
    expect(checkSignature(founding, key, goldenCrypto)).toBe(true)
    const facts = records.map(factOf)
    const judgement = judge(facts, goldenCrypto)
    const verdicts = records.map((record) => [record.envelope.kind, judgement.verdicts.get(record.id)])
    expect(verdicts).toEqual(records.map((record) => [record.envelope.kind, { status: 'valid' }]))
    const bodies = new Map(records.map(({ id, typed }) => [id, typed]))
    expect(fold(facts, judgement, (id) => bodies.get(id) ?? null)).not.toBeNull()
  })
})

describe('pinned digests', () => {
  test('the state fingerprint is over the sorted ids, whatever order they come in', () => {
    const ids = records.map((record) => record.id)
    const fingerprint = stateFingerprint(ids, goldenCrypto)
    expect(stateFingerprint([...ids].reverse(), goldenCrypto)).toBe(fingerprint)
    expect(stateFingerprint([], goldenCrypto)).toMatchInlineSnapshot(
      `"58e256f7f45d34961b27ddf97ec05bb427f9cfbef1222326cafc07f42924878c"`,
    )
    expect(fingerprint).toMatchInlineSnapshot(
      `"4828ce20ea34c4545de5387c70ef302694879d7bff49dd9af33ba029c6832b52"`,
    )
    expect(shortFingerprint(fingerprint)).toMatch(/^[0-9A-F]{4}( [0-9A-F]{4}){3}$/)
  })

  test('the standings digest is over the canonical statement', () => {
    const row = { subject: 'PV01', points: 68400, assignedMax: 70000, rank: 1, status: 'ranked' }
    const statement = { round: 'Q1', scope: '1', rows: [row] }
    const reordered = { rows: [{ ...row }], scope: '1', round: 'Q1' }
    expect(standingsDigest(statement, goldenCrypto)).toBe(standingsDigest(reordered, goldenCrypto))
    expect(canonicalBytes(statement).ok).toBe(true)
    expect(standingsDigest(statement, goldenCrypto)).toMatchInlineSnapshot(
      `"a8223384425d94b70df1c56d2464ec535bd6b655388f8648b8cea5987522af7d"`,
    )
  })
})
