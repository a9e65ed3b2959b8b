import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { removeFolders, temporaryFolder, testSeason } from '../support/season-stores.ts'
import { killedAt, kills, moments, seed } from './killed.ts'
import { openWork, writeWork } from './store-writer.ts'

afterAll(removeFolders)

const program = join(import.meta.dirname, 'store-writer.ts')

test(
  `killed ${kills} times while submitting, no acknowledged record is lost (seed ${seed})`,
  async () => {
    const { id: season, feeds } = testSeason(3, 1)
    const work = join(temporaryFolder(), 'work.json')
    writeWork(work, { season, feeds })
    const moment = moments(12, 40)
    let folder = temporaryFolder()
    let acknowledged: string[] = []
    let submitted = 0
    for (let kill = 0; kill < kills; kill++) {
      if (kill % 20 === 19) {
        folder = temporaryFolder()
        acknowledged = []
      }
      const lines = await killedAt(moment(), [program, 'submit', folder, work])
      const fresh = lines.flatMap((line) => line.split('written ')[1] ?? [])
      acknowledged.push(...fresh)
      submitted += fresh.length

      const store = openWork(folder, season)
      const { verdicts, facts } = store.snapshot()
      const lost = acknowledged.filter((id) => verdicts.get(id as never)?.status !== 'valid')
      const own = facts.filter((fact) => fact.author === store.device.current()?.device)
      // The last one may be there without its answer: killed between the commit and the line.
      const unanswered = acknowledged.length === 0 ? 0 : own.length - 2 - acknowledged.length
      expect([lost, unanswered >= 0 && unanswered <= kill + 1]).toEqual([[], true])
      expect([store.rebuild(), store.verifyIntegrity()]).toMatchObject([
        { ok: true, value: { equal: true } },
        { ok: true, value: [] },
      ])
      // A crash never looks like an older copy of the database.
      if (acknowledged.length > 0) expect(store.writing()).toEqual({ allowed: true })
      store.close()
    }
    expect(submitted).toBeGreaterThan(kills)
  },
  30_000 + kills * 6_000,
)
