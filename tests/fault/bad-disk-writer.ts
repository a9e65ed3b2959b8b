import { writeSync } from 'node:fs'
import { openSeasonStore } from '../../db/open-season-store.ts'
import type { SeasonStore } from '../../db/season-store.ts'
import type { RecordId, SeasonId } from '../../shared/domain/ids.ts'
import { clock, composing, crypto, fileIn, noteSheet, testSeason } from '../support/season-stores.ts'

/**
 * A program for a failing disk: submits sheets and says of each what the store answered. It looks after each
 * refusal whether the store told the truth. `node bad-disk-writer.ts FOLDER ROUNDS`; its disk errors come from strace.
 */
function run(folder: string, rounds: number): void {
  const season = testSeason(1, 1)
  let store = openPatiently(folder, season.id)
  for (let round = 0; round < rounds; round++) {
    let attempted: RecordId | null = null
    const compose = composing(store, 'sheet.submitted/1', noteSheet(season, 'U001', `lần ${round}`))
    const written = store.append((position) => {
      const record = compose(position)
      if (record.ok) attempted = record.value.id
      return record
    })
    if (written.ok) say(`written ${written.value.id}`)
    else if (written.error.code === 'ioFailed') {
      const { what, outcome } = written.error
      const there = outcome === 'unknown' ? null : attempted !== null && isThere(store, attempted)
      say(
        `failed ${what} ${outcome} ${there === null || there === (outcome === 'stored') ? 'truly' : 'falsely'}`,
      )
      if (outcome === 'unknown') {
        store.close()
        store = openPatiently(folder, season.id)
      }
    } else say(`refused ${written.error.code}`)
  }
  store.close()
  say('done')
}

/** A read may meet the bad disk too: then nothing is claimed, and it is asked again. */
function isThere(store: SeasonStore, id: RecordId): boolean {
  for (let patience = 0; patience < 20; patience++) {
    try {
      return store.record(id) !== undefined
    } catch {
      // the next try may be luckier
    }
  }
  throw new Error('the disk does not answer at all')
}

function openPatiently(folder: string, season: SeasonId): SeasonStore {
  for (let patience = 0; patience < 20; patience++) {
    const opened = openSeasonStore({ season, location: fileIn(folder, 'open'), crypto, clock })
    if (opened.ok) return opened.value
    say(`not opened ${opened.error.code}`)
  }
  throw new Error('the disk does not answer at all')
}

function say(what: string): void {
  writeSync(1, `${what}\n`)
}

const [, , folder = '', rounds = '10'] = process.argv
run(folder, Number(rounds))
