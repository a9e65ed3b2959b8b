import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSeasonStore } from '../../db/open-season-store.ts'
import type { OwnHeadKeeper } from '../../db/own-head.ts'
import type {
  AntechamberBound,
  Compose,
  ImportedBundle,
  ImportRequest,
  SeasonStore,
} from '../../db/season-store.ts'
import type { DatabaseLocation } from '../../db/sqlite/connection.ts'
import { createCrypto } from '../../electron/platform/node/crypto.ts'
import type {
  DeviceId,
  RecordId,
  RoundCode,
  SeasonId,
  Sha256Hex,
  SubjectCode,
} from '../../shared/domain/ids.ts'
import { utf8Bytes } from '../../shared/kernel/bytes.ts'
import { expectDefined, expectOk } from '../../shared/kernel/result.ts'
import { type ComposeError, composeRecord, type NewRecord } from '../../shared/ledger/compose.ts'
import { deviceIdOf } from '../../shared/ledger/fingerprint.ts'
import type { RecordKind } from '../../shared/ledger/kinds.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import { type BigSeason, bigSeason } from './big-season.ts'

/** Real encrypted stores in temporary folders, and records to put in them. */
export const crypto = createCrypto()
export const clock = { now: () => '2021-03-31T08:00:00.000Z' }
export const storeKey = crypto.sha256(utf8Bytes('key of a test'))

const folders: string[] = []

/** Removed by `removeFolders`, which every test file calls when it is done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'giao-uoc-'))
  folders.push(folder)
  return folder
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

export function fileIn(folder: string, mode: 'create' | 'open' = 'create'): DatabaseLocation {
  return { kind: 'file', file: join(folder, 'season.db'), key: storeKey, mode }
}

export interface OpenInput {
  readonly season: SeasonId
  readonly location?: DatabaseLocation
  readonly ownHead?: OwnHeadKeeper
  readonly antechamber?: AntechamberBound
}

export function openStore(input: OpenInput): SeasonStore {
  return expectOk(
    openSeasonStore({ location: { kind: 'memory' }, crypto, clock, ...input }),
    'the store opens',
  )
}

/** The same season every time: `units` units with `rounds` self sheets each. */
export function testSeason(units = 3, rounds = 3): BigSeason & { readonly records: readonly SignedRecord[] } {
  const season = bigSeason(units, rounds)
  return { ...season, records: season.feeds.flat() }
}

/** Makes a store write as `founder` or as a unit such as `unit U001`; the names are those of `bigSeason`. */
export function writeAs(store: SeasonStore, name: string): DeviceId {
  const seed = crypto.sha256(utf8Bytes(name))
  const device = deviceIdOf(crypto.signerFromSeed(seed).publicKey, crypto)
  expectOk(store.device.put({ device, seed, encryptionSecret: seed }), 'keys are kept')
  return device
}

/** Composes a record of the store's own device, as a service would. */
export function composing<Kind extends RecordKind>(
  store: SeasonStore,
  kind: Kind,
  body: NewRecord<Kind>['body'],
  season: SeasonId = store.season,
): Compose<ComposeError> {
  const keys = expectDefined(store.device.current(), 'a device')
  return (position) =>
    composeRecord(
      {
        ...position,
        season,
        at: clock.now(),
        actor: 'Cán bộ thử',
        kind,
        body,
        salt: crypto.sha256(utf8Bytes(`${kind} ${position.seq}`)).subarray(0, 16),
      },
      crypto.signerFromSeed(keys.seed),
      crypto,
    )
}

/** Another sheet of a unit for a round, with only a note in it. */
export function noteSheet(
  season: Pick<BigSeason, 'feeds'>,
  unit: string,
  note: string,
): NewRecord<'sheet.submitted/1'>['body'] {
  return {
    round: 'R1' as RoundCode,
    subject: unit as SubjectCode,
    layer: 'self',
    scale: expectDefined(season.feeds[0]?.[1], 'the scale').id,
    assignments: null,
    plan: null,
    entries: [],
    documents: [],
    note,
    replaces: null,
    enteredFor: null,
  }
}

/** A second sheet of the same unit with the number of an earlier one: proof of a fork. */
export function twinOf(season: BigSeason, unit: string, record: SignedRecord): SignedRecord {
  const { seq, prev, basis } = record.envelope
  const twin = composeRecord(
    {
      ...{ seq, prev, basis, season: season.id, at: clock.now(), actor: 'Cán bộ khác' },
      kind: 'sheet.submitted/1',
      body: noteSheet(season, unit, 'cùng số, khác nội dung'),
      salt: crypto.sha256(utf8Bytes(`twin ${seq}`)).subarray(0, 16),
    },
    crypto.signerFromSeed(crypto.sha256(utf8Bytes(`unit ${unit}`))),
    crypto,
  )
  return expectOk(twin, 'a twin')
}

export function bundleOf(name: string, records: readonly SignedRecord[]): ImportedBundle {
  return {
    name,
    sha256: sha256Of(name),
    bytes: 1000,
    exporter: expectDefined(records[0], 'a record').envelope.author,
    number: 1,
    purpose: 'submission',
    createdAt: clock.now(),
    records: records.length,
    holds: [],
  }
}

export function importOf(name: string, records: readonly SignedRecord[]): ImportRequest {
  return { bundles: [bundleOf(name, records)], records }
}

export function idsOf(records: readonly SignedRecord[]): readonly RecordId[] {
  return records.map((record) => record.id)
}

function sha256Of(text: string): Sha256Hex {
  return Buffer.from(crypto.sha256(utf8Bytes(text))).toString('hex') as Sha256Hex // 32 bytes in hex
}
