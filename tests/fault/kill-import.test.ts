import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { removeFolders, temporaryFolder, testSeason } from '../support/season-stores.ts'
import { killedAt, kills, moments, seed } from './killed.ts'
import { openWork, writeWork } from './store-writer.ts'

afterAll(removeFolders)

const program = join(import.meta.dirname, 'store-writer.ts')

test(
  `killed ${kills} times while importing, every import is whole or absent (seed ${seed})`,
  async () => {
    const { id: season, feeds: sorted } = testSeason(20, 2)
    // The founding comes last but one: what came before it waits, and all of it is judged anew.
    const [founder = [], ...units] = sorted
    const feeds = [...units.slice(0, -1), founder, ...units.slice(-1)]
    const work = join(temporaryFolder(), 'work.json')
    writeWork(work, { season, feeds })
    const moment = moments(20, 40)
    let imported = 0
    let interrupted = 0
    for (let kill = 0; kill < kills; kill++) {
      const folder = temporaryFolder()
      const lines = await killedAt(moment(), [program, 'import', folder, work])
      const acknowledged = lines.filter((line) => line.startsWith('imported')).length
      if (!lines.includes('done')) interrupted++
      imported += acknowledged

      const store = openWork(folder, season)
      const aside = store.setAsideRecords()
      const held = feeds.map((feed) => feed.filter((record) => store.record(record.id) !== undefined).length)
      const asideWhole = feeds.map((feed) => new Set(feed.map((record) => aside.has(record.id))).size === 1)
      const come = store.history.imports().length
      const sizes = feeds.slice(0, come).map((feed) => feed.length)
      const all = sizes.reduce((sum, size) => sum + size, 0)
      // Until the founding has come, the units are strangers and wait; then nobody is one any more.
      const counted = come > feeds.indexOf(founder)
      expect([held, store.antechamber.records, asideWhole.every(Boolean)]).toEqual([
        feeds.map((feed, index) => (counted && index < come ? feed.length : 0)),
        counted ? 0 : all,
        true,
      ])
      expect([acknowledged, acknowledged + 1]).toContain(come)
      // Set aside and taken back at once: only the last step may be half way between the two.
      const lastAside = lines.at(-1)?.startsWith('aside') || lines.at(-1)?.startsWith('imported')
      if (!lastAside) expect(aside.size).toBe(0)
      expect([store.rebuild(), store.verifyIntegrity()]).toMatchObject([
        { ok: true, value: { equal: true } },
        { ok: true, value: [] },
      ])
      store.close()
    }
    expect([imported > kills, interrupted > kills / 2]).toEqual([true, true])
  },
  30_000 + kills * 6_000,
)
