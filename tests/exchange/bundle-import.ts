import { expect } from 'vitest'
import type { DeviceId, RecordId, SeasonId } from '../../shared/domain/ids.ts'
import { keysInRecords } from '../../shared/exchange/bundle-keys.ts'
import { sourceOfBytes } from '../../shared/exchange/bundle-source.ts'
import type { HeldRecords, ImportPreview } from '../../shared/exchange/import-preview.ts'
import { openHeld } from '../../shared/exchange/open-bundle.ts'
import { type BundleFile, previewImport } from '../../shared/exchange/preview-import.ts'
import { finish } from '../../shared/kernel/work.ts'
import { checksBy } from '../../shared/ledger/checks.ts'
import { type Fact, factOf } from '../../shared/ledger/fact.ts'
import { holdFacts } from '../../shared/ledger/held-set.ts'
import { storedBody } from '../../shared/ledger/read-record.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import { crypto } from './bundle-fixture.ts'

/** A database in memory: what an import has to know of it. */
export interface Store {
  readonly held: HeldRecords
  readonly keyOf: (device: DeviceId) => Uint8Array | undefined
}

export function storeOf(
  records: readonly SignedRecord[],
  setAside: ReadonlySet<RecordId> = new Set(),
  season?: SeasonId,
): Store {
  const byId = new Map(records.map((record) => [record.id, record]))
  const facts = [...byId.values()]
    .filter((record) => !setAside.has(record.id))
    .map((record) => factOf(record))
  const bodyOf = (id: RecordId) => {
    const record = byId.get(id)
    return record === undefined ? null : storedBody(record.envelope.kind, record.bodyBytes)
  }
  const typed = [...byId.values()].map((record) => ({
    record: { ...record, typed: bodyOf(record.id) },
  }))
  const keys = keysInRecords(typed, crypto)
  return {
    held: {
      set: holdFacts({ season: season ?? seasonOf(facts), facts, checks: checksBy(crypto), bodyOf }),
      setAside,
      bodyOf,
      compare: () => 'none',
      apart: (some, bodies) =>
        holdFacts({
          season: season ?? seasonOf(facts),
          facts: some,
          checks: checksBy(crypto),
          bodyOf: bodies,
        }),
    },
    keyOf: (device) => keys.get(device),
  }
}

/** The tests hold one season at a time; an empty store is of none. */
function seasonOf(facts: readonly Fact[]): SeasonId {
  return facts[0]?.season ?? ('0'.repeat(64) as SeasonId)
}

export function preview(
  store: Store,
  season: SeasonId,
  bundles: readonly Uint8Array[],
  ownDevice: DeviceId | null = null,
): ImportPreview {
  const input = {
    files: bundles.map((bytes, index) => fileOf(`${index + 1}.giaouoc`, bytes)),
    held: store.held,
    keyOf: store.keyOf,
    isTrusted: () => false,
    season,
    ownDevice,
    crypto,
  }
  const found = finish(previewImport(input))
  // However few are judged in one step, the same comes out.
  for (const atOnce of [1, 2])
    expect(shown(finish(previewImport({ ...input, atOnce })))).toEqual(shown(found))
  return found
}

function shown({ bodyAfter: _bodyAfter, admitted, ...found }: ImportPreview) {
  return { ...found, admitted: new Set(admitted) }
}

function fileOf(name: string, bytes: Uint8Array): BundleFile {
  const open = finish(openHeld(sourceOfBytes(bytes), crypto))
  const common = { name, bytes: bytes.length }
  return open.ok
    ? { ...common, refused: null, open: open.value }
    : { ...common, refused: open.error, open: null }
}

/** The classes that occur, with how often. */
export function countsOf(found: ImportPreview): Partial<ImportPreview['counts']> {
  return Object.fromEntries(Object.entries(found.counts).filter(([, count]) => count > 0))
}
