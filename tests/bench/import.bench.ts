import { createHash, createPublicKey, type KeyObject, randomBytes, verify } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Driver from 'better-sqlite3'
import { openSeasonStore } from '../../db/open-season-store.ts'
import type { SeasonStore } from '../../db/season-store.ts'
import { createCrypto } from '../../electron/platform/node/crypto.ts'
import type { Sha256Hex } from '../../shared/domain/ids.ts'
import { sourceOfBytes } from '../../shared/exchange/bundle-source.ts'
import { encodeBundle } from '../../shared/exchange/encode-bundle.ts'
import { openHeld } from '../../shared/exchange/open-bundle.ts'
import { noKeys, readBundleSet } from '../../shared/exchange/read-bundle-set.ts'
import { hexOf } from '../../shared/kernel/bytes.ts'
import { expectDefined, expectOk } from '../../shared/kernel/result.ts'
import { finish } from '../../shared/kernel/work.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import { type BigSeason, bigSeason } from '../support/big-season.ts'
import { type BenchRow, floorRow, ratioRow, sample } from './measure.ts'

const units = 57
const rounds = 10
const runs = 5
const crypto = createCrypto()

/** Import of 570 sheets × 176 entries, against the same bytes parsed, hashed, checked and inserted plainly. */
export async function rows(): Promise<readonly BenchRow[]> {
  const season = bigSeason(units, rounds)
  const records = season.feeds.flat()
  const bundle = bundleOf(season)
  const folder = mkdtempSync(join(tmpdir(), 'giaouoc-bench-'))
  let turn = 0
  const nextFile = (): string => join(folder, `${++turn}.db`)
  try {
    const floor = await sample(runs, nextFile, (file) => plainImport(file, season))
    const whole = await sample(
      runs,
      () => emptyStore(season, nextFile()),
      (store) => closing(store, () => importBundle(store, bundle, season)),
    )
    const unverified = await sample(
      runs,
      () => emptyStore(season, nextFile()),
      (store) => closing(store, () => storeRecords(store, records, bundle)),
    )
    const rebuilt = await sample(
      runs,
      () => {
        const store = emptyStore(season, nextFile())
        storeRecords(store, records, bundle)
        return store
      },
      (store) => closing(store, () => expectOk(store.rebuild(), 'a rebuild')),
    )
    return [
      floorRow('import floor: parse, hash, verify, plain inserts', season.entries, floor),
      ratioRow('import: verify, append, project', season.entries, whole, floor, 2),
      floorRow('import without verification', season.entries, unverified),
      ratioRow('rebuild of all projections', season.entries, rebuilt, unverified, 3),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One bundle of the founder's: everything, or the given records alone. */
export function bundleOf(
  season: BigSeason,
  records: readonly SignedRecord[] = season.feeds.flat(),
): Uint8Array {
  const content = {
    season: season.id,
    number: 1,
    createdAt: '2021-04-01T08:00:00.000Z',
    purpose: 'full',
    records,
    attachments: [],
    holds: [],
    recipients: [],
    appVersion: '0.0.0',
  } as const
  return expectOk(encodeBundle(content, season.founder, crypto), 'a bundle')
}

function emptyStore(season: BigSeason, file: string): SeasonStore {
  const location = { kind: 'file', file, key: new Uint8Array(randomBytes(32)), mode: 'create' } as const
  const clock = { now: () => '2021-04-01T08:00:00.000Z' }
  return expectOk(openSeasonStore({ season: season.id, location, crypto, clock }), 'a store')
}

function importBundle(store: SeasonStore, bytes: Uint8Array, season: BigSeason): void {
  const open = expectOk(finish(openHeld(sourceOfBytes(bytes), crypto)), 'a sound bundle')
  const input = { bundles: [open], season: season.id, keyOf: noKeys, isTrusted: () => true, crypto }
  const read = expectDefined(finish(readBundleSet(input))[0], 'one verdict')
  const records = expectOk(read, 'good signatures').records.map(({ record }) => record)
  storeRecords(store, records, bytes)
}

function storeRecords(store: SeasonStore, records: readonly SignedRecord[], bytes: Uint8Array): void {
  const author = expectDefined(records[0], 'a record').envelope.author
  const bundle = {
    name: 'all.giaouoc',
    sha256: hexOf(crypto.sha256(bytes)) as Sha256Hex, // 32 bytes in hex
    bytes: bytes.length,
    exporter: author,
    number: 1,
    purpose: 'full',
    createdAt: '2021-04-01T08:00:00.000Z',
    records: records.length,
    holds: [],
  }
  const outcome = expectOk(store.importRecords({ bundles: [bundle], records }), 'an import')
  if (outcome.stored.length !== records.length)
    throw new Error(`stored ${outcome.stored.length} of ${records.length}`)
  if (store.snapshot().state?.sheets.length !== units * rounds)
    throw new Error('the import was not projected')
}

function closing(store: SeasonStore, work: () => void): void {
  work()
  store.close()
}

/** The floor: only what nobody could leave out, on the same bytes, into the same kind of file. */
function plainImport(file: string, season: BigSeason): void {
  const database = new Driver(file, { timeout: 100 })
  database.pragma("cipher = 'chacha20'")
  database.pragma(`key = "x'${randomBytes(32).toString('hex')}'"`)
  database.pragma('locking_mode = EXCLUSIVE')
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = EXTRA')
  database.exec('create table record (id blob primary key, record blob, body blob, signature blob) strict')
  database.exec('create table entry (record blob, criterion text, result text, points integer) strict')
  const insertRecord = database.prepare('insert into record values (?, ?, ?, ?)')
  const insertEntry = database.prepare('insert into entry values (?, ?, ?, ?)')
  database.exec('begin immediate')
  for (const feed of season.feeds) {
    const key = keyOfFeed(feed, season)
    for (const { bodyBytes, recordBytes, signature } of feed) {
      JSON.parse(Buffer.from(recordBytes).toString())
      const body = JSON.parse(Buffer.from(expectDefined(bodyBytes, 'a body')).toString())
      createHash('sha256').update(expectDefined(bodyBytes, 'a body')).digest()
      const id = createHash('sha256').update('giaouoc/record/1\0').update(recordBytes).digest()
      if (!verify(null, Buffer.concat([Buffer.from('giaouoc/record/1\0'), recordBytes]), key, signature)) {
        throw new Error('a signature of the bench is wrong')
      }
      insertRecord.run(id, recordBytes, bodyBytes, signature)
      for (const entry of body.entries ?? []) insertEntry.run(id, entry.criterion, entry.result, entry.points)
    }
  }
  database.exec('commit')
  database.close()
}

function keyOfFeed(feed: readonly SignedRecord[], season: BigSeason): KeyObject {
  const body = JSON.parse(Buffer.from(expectDefined(feed[0]?.bodyBytes, 'a body')).toString())
  const raw =
    body.founder === undefined ? Buffer.from(body.key, 'hex') : Buffer.from(season.founder.publicKey)
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw])
  return createPublicKey({ key: der, format: 'der', type: 'spki' })
}
