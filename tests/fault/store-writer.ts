import { readFileSync, writeFileSync, writeSync } from 'node:fs'
import { z } from 'zod'
import type { SeasonStore } from '../../db/season-store.ts'
import { placeOfFolder } from '../../electron/platform/node/folder-place.ts'
import { ownHeadFiles } from '../../electron/platform/node/own-head-file.ts'
import { systemRandom } from '../../electron/platform/node/system-ports.ts'
import { type SeasonId, seasonIdSchema } from '../../shared/domain/ids.ts'
import { bytesOfHex, hexOf } from '../../shared/kernel/bytes.ts'
import { expectDefined, expectOk } from '../../shared/kernel/result.ts'
import { readRecord } from '../../shared/ledger/read-record.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import {
  composing,
  crypto,
  fileIn,
  importOf,
  noteSheet,
  openStore,
  storeKey,
  writeAs,
} from '../support/season-stores.ts'

/**
 * A program to be killed: writes to the store of a folder in a loop and says on standard output what is done, once
 * it is done. `node store-writer.ts submit|import FOLDER WORK-FILE`
 */
export interface Work {
  readonly season: SeasonId
  /** Feeds of a season; each is imported as one bundle, in this order. The founder's is among them. */
  readonly feeds: readonly (readonly SignedRecord[])[]
}

/** The store as this program opens it. */
export function openWork(folder: string, season: SeasonId): SeasonStore {
  const ownHead = ownHeadFiles({
    inFolder: `${folder}/own-head.sealed`,
    stateFolder: `${folder}/state`,
    key: storeKey,
    random: systemRandom,
    placeNow: () => placeOfFolder(folder),
  })
  return openStore({ season, location: fileIn(folder), ownHead })
}

export function writeWork(file: string, { season, feeds }: Work): void {
  const rawFeeds = feeds.map((feed) =>
    feed.map(({ recordBytes, bodyBytes, signature }) =>
      [recordBytes, expectDefined(bodyBytes, 'nothing is withheld here'), signature].map(hexOf),
    ),
  )
  writeFileSync(file, JSON.stringify({ season, feeds: rawFeeds }))
}

function readWork(file: string): Work {
  const raw = workSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  return { season: raw.season, feeds: raw.feeds.map((feed) => feed.map(recordOf)) }
}

const workSchema = z.object({
  season: seasonIdSchema,
  feeds: z.array(z.array(z.tuple([z.string(), z.string(), z.string()]))),
})

function recordOf(parts: readonly [string, string, string]): SignedRecord {
  const [recordBytes, bodyBytes, signature] = parts.map((hex) => expectOk(bytesOfHex(hex), 'hex'))
  if (recordBytes === undefined || bodyBytes === undefined || signature === undefined)
    throw new Error('parts')
  return expectOk(readRecord({ recordBytes, bodyBytes, signature }, crypto), 'a record')
}

function submit(store: SeasonStore, work: Work): never {
  if (store.device.current() === null) writeAs(store, 'unit U001')
  if (store.snapshot().facts.length === 0) {
    expectOk(store.importRecords(importOf('all', work.feeds.flat())), 'imported')
  }
  // The machine's own feed came in a bundle here, so nothing has been noted of it yet.
  if (store.copies.doubts().length > 0) expectOk(store.copies.declareOnly('thử'), 'declared')
  // The founder's feed, with the scale, comes first in this flow.
  for (let number = 1; ; number++) {
    const sheet = noteSheet(work, 'U001', `phiếu ${number}`)
    const written = expectOk(store.append(composing(store, 'sheet.submitted/1', sheet)), 'written')
    say(`written ${written.id}`)
  }
}

function importAll(store: SeasonStore, { feeds }: Work): void {
  for (const [index, feed] of feeds.entries()) {
    const { importId } = expectOk(store.importRecords(importOf(`bundle ${index}`, feed)), 'imported')
    say(`imported ${index}`)
    if (index % 3 !== 2 || importId === null) continue
    expectOk(store.setAside(importId), 'set aside')
    say(`aside ${index}`)
    expectOk(store.takeBack(importId), 'taken back')
    say(`back ${index}`)
  }
  say('done')
}

/** Past every buffer of this program before anything else happens. */
function say(what: string): void {
  writeSync(1, `${what}\n`)
}

if (process.argv[1] === import.meta.filename) {
  const [, , flow, folder = '', file = ''] = process.argv
  const work = readWork(file)
  say('ready')
  const store = openWork(folder, work.season)
  if (flow === 'submit') submit(store, work)
  importAll(store, work)
}
