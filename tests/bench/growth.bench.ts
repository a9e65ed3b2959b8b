import type { RecordId, RoundCode, SeasonId, Seat, SubjectCode } from '../../shared/domain/ids.ts'
import { sourceOfBytes } from '../../shared/exchange/bundle-source.ts'
import { openHeld } from '../../shared/exchange/open-bundle.ts'
import { previewImport } from '../../shared/exchange/preview-import.ts'
import { bytesOfHex } from '../../shared/kernel/bytes.ts'
import { expectDefined, expectOk } from '../../shared/kernel/result.ts'
import { finish } from '../../shared/kernel/work.ts'
import { checksBy } from '../../shared/ledger/checks.ts'
import { composeRecord, type NewRecord } from '../../shared/ledger/compose.ts'
import { factOf } from '../../shared/ledger/fact.ts'
import { deviceIdOf } from '../../shared/ledger/fingerprint.ts'
import { holdFacts } from '../../shared/ledger/held-set.ts'
import type { RecordKind } from '../../shared/ledger/kinds.ts'
import { storedBody } from '../../shared/ledger/read-record.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import { type BigSeason, bigSeason } from '../support/big-season.ts'
import {
  composing,
  crypto,
  fileIn,
  importOf,
  noteSheet,
  openStore,
  removeFolders,
  temporaryFolder,
  writeAs,
} from '../support/season-stores.ts'
import { bundleOf } from './import.bench.ts'
import { type BenchRow, floorRow, ratioRow, type Samples, samplesOf } from './measure.ts'

const submits = 41

/** What one more record costs by how much is held already, and what a hostile set costs to look at. */
export async function rows(): Promise<readonly BenchRow[]> {
  try {
    return [...growth(), ...hostility()]
  } finally {
    removeFolders()
  }
}

function growth(): readonly BenchRow[] {
  const sizes = [
    ['1,000', bigSeason(6, 1)],
    ['100,000', bigSeason(57, 10)],
    ['1,000,000', bigSeason(57, 10, 10)],
  ] as const
  const [first, ...later] = sizes.map(([name, season]) => ({
    name: `one submit with ${name} entries held`,
    entries: season.entries,
    samples: submitting(season, season.feeds.flat()),
  }))
  const { name, entries, samples } = expectDefined(first, 'a first size')
  const base = bigSeason(6, 10)
  const many = [...base.feeds.flat(), ...notes(base, 'U001', 20_000)]
  const plans = [...base.feeds.flat(), ...widePlans(base, 6)]
  return [
    floorRow(name, entries, samples),
    ...later.map((each) => ratioRow(each.name, each.entries, each.samples, samples, 1.5)),
    ratioRow('one submit after 20,000 of its own', 20_000, submitting(base, many), samples, 1.5),
    ratioRow('one submit after six plans of 2.4 MB without right', 6, submitting(base, plans), samples, 1.5),
  ]
}

/** Times of single submits on a real encrypted file, the disk included. */
function submitting(season: BigSeason, records: readonly SignedRecord[]): Samples {
  const store = openStore({ season: season.id, location: fileIn(temporaryFolder()) })
  const outcome = expectOk(store.importRecords(importOf('all', records)), 'an import')
  if (outcome.stored.length !== records.length) throw new Error('not everything was stored')
  writeAs(store, 'unit U001')
  const times: number[] = []
  for (let turn = 0; turn < submits + 5; turn++) {
    const compose = composing(store, 'sheet.submitted/1', noteSheet(season, 'U001', `lần ${turn}`))
    const started = performance.now()
    expectOk(store.append(compose), 'written')
    if (turn >= 5) times.push(performance.now() - started)
  }
  store.close()
  return samplesOf(times)
}

function hostility(): readonly BenchRow[] {
  const season = bigSeason(57, 1)
  const held = season.feeds.flat()
  const hostile = bundleOf(season, [...held, ...widePlans(season, 6)])
  const room = hostile.length - bundleOf(season, held).length
  const honest: SignedRecord[] = []
  const more = bigSeason(57, 1, 13).feeds.slice(1)
  let bytes = 0
  for (const record of more.flatMap((feed) => feed.slice(2))) {
    if (bytes >= room) break
    honest.push(record)
    bytes += record.recordBytes.length + (record.bodyBytes?.length ?? 0) + record.signature.length
  }
  const plain = bundleOf(season, [...held, ...honest])
  const floor = previewing(season, held, plain)
  return [
    floorRow('preview of an honest set', plain.length, floor),
    ratioRow(
      'preview of six plans of 2.4 MB, as many bytes',
      hostile.length,
      previewing(season, held, hostile),
      floor,
      2,
    ),
  ]
}

function previewing(season: BigSeason, held: readonly SignedRecord[], bundle: Uint8Array): Samples {
  const bodies = new Map(
    held.map((record) => [record.id, storedBody(record.envelope.kind, record.bodyBytes)]),
  )
  const bodyOf = (id: RecordId) => bodies.get(id) ?? null
  const set = holdFacts({ season: season.id, facts: held.map(factOf), checks: checksBy(crypto), bodyOf })
  const keyOf = (device: Parameters<typeof set.keyOf>[0]) => {
    const key = set.keyOf(device)
    return key === undefined ? undefined : expectOk(bytesOfHex(key), 'hex')
  }
  const times: number[] = []
  for (let turn = 0; turn < 6; turn++) {
    const started = performance.now()
    const open = expectOk(finish(openHeld(sourceOfBytes(bundle), crypto)), 'a bundle that opens')
    const found = finish(
      previewImport({
        files: [{ name: 'x.giaouoc', bytes: bundle.length, refused: null, open }],
        held: { set, setAside: new Set(), bodyOf, compare: () => 'none', apart: () => set },
        season: season.id,
        ownDevice: null,
        keyOf,
        isTrusted: (device) => set.isIntroduced(device),
        crypto,
      }),
    )
    if (turn > 0) times.push(performance.now() - started)
    if (found.bundles.some((each) => each.refused !== null)) throw new Error('a set of the bench was refused')
  }
  return samplesOf(times)
}

/** Further sheets of a unit for nine rounds, with only a note in them. */
function notes(season: BigSeason, unit: string, count: number): readonly SignedRecord[] {
  return going(season, unit, count, 'sheet.submitted/1', (turn) => ({
    ...noteSheet(season, unit, `ghi chú ${turn}`),
    round: `R${2 + (turn % 9)}` as RoundCode,
  }))
}

/** Plans by a unit that has no right to plan, as wide as a body may be: every seat in every team, for every subject. */
function widePlans(season: BigSeason, count: number): readonly SignedRecord[] {
  const seats = Array.from({ length: 100 }, () => 'unit:U002' as Seat)
  const subjects = Array.from({ length: 500 }, () => 'U003' as SubjectCode)
  const teams = Array.from({ length: 480 }, () => ({ seats, subjects }))
  const body = { round: 'R1' as never, cluster: '1' as never, teams }
  return going(season, 'U002', count, 'inspection.planned/1', () => body as never) // as wide as the shape admits
}

function going<Kind extends RecordKind>(
  season: BigSeason,
  unit: string,
  count: number,
  kind: Kind,
  bodyOf: (turn: number) => NewRecord<Kind>['body'],
): readonly SignedRecord[] {
  const signer = crypto.signerFromSeed(crypto.sha256(new TextEncoder().encode(`unit ${unit}`)))
  const device = deviceIdOf(signer.publicKey, crypto)
  const feed = season.feeds.find(([first]) => first?.envelope.author === device)
  const written: SignedRecord[] = []
  let head = expectDefined(feed?.at(-1), 'a feed')
  for (let turn = 0; turn < count; turn++) {
    const { seq, basis } = head.envelope
    const salt = crypto.sha256(new TextEncoder().encode(`${kind} ${turn}`)).subarray(0, 16)
    const position = {
      seq: seq + 1,
      prev: head.id,
      basis,
      season: season.id as SeasonId,
      at: head.envelope.at,
    }
    head = expectOk(
      composeRecord({ ...position, actor: 'Bộ đo', kind, body: bodyOf(turn), salt }, signer, crypto),
      'a record',
    )
    written.push(head)
  }
  return written
}
