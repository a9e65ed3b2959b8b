import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { expectOk } from '../../shared/kernel/result.ts'
import {
  fileIn,
  importOf,
  openStore,
  removeFolders,
  temporaryFolder,
  testSeason,
  writeAs,
} from '../support/season-stores.ts'

afterAll(removeFolders)

/** Linux alone can make single system calls fail; elsewhere these tests are reported as left out. */
const strace = canInject()
const program = join(import.meta.dirname, 'bad-disk-writer.ts')
const season = testSeason(1, 1)

/** `n+step`: the n-th call of its kind fails, and every `step`-th after it, so that faults wander through a submission. */
const faults = [
  { call: 'pwrite64', error: 'ENOSPC', when: '3+37' },
  { call: 'pwrite64', error: 'EIO', when: '5+41' },
  { call: 'fsync', error: 'EIO', when: '1+2' },
  { call: 'fsync', error: 'ENOSPC', when: '2+7' },
  { call: 'pread64', error: 'EIO', when: '5+47' },
]

describe.skipIf(!strace)('a failing disk', () => {
  test.each(faults)('$call with $error: typed answers, the truth, nothing lost', ({ call, error, when }) => {
    const folder = temporaryFolder()
    const prepared = openStore({ season: season.id, location: fileIn(folder) })
    expectOk(prepared.importRecords(importOf('gói', season.records)), 'imported')
    writeAs(prepared, 'unit U001')
    prepared.close()

    const inject = `inject=${call}:error=${error}:when=${when}`
    const run = spawnSync(
      'strace',
      [
        '-f',
        '--seccomp-bpf',
        '-o',
        '/dev/null',
        '-e',
        `trace=${call}`,
        // Only the database: the program itself also reads files while it starts.
        '-P',
        folder,
        '-P',
        join(folder, 'season.db'),
        '-P',
        join(folder, 'season.db-wal'),
        '-e',
        inject,
        process.execPath,
        program,
        folder,
        '25',
      ],
      { encoding: 'utf8' },
    )
    const lines = run.stdout.trim().split('\n')
    expect([run.status, lines.at(-1), lines.filter((line) => /falsely|refused/.test(line))]).toEqual([
      0,
      'done',
      [],
    ])

    expect(lines.filter((line) => /failed|not opened/.test(line)).length).toBeGreaterThan(0)

    const store = openStore({ season: season.id, location: fileIn(folder, 'open') })
    const { verdicts } = store.snapshot()
    const acknowledged = lines.flatMap((line) => line.split('written ')[1] ?? [])
    expect(acknowledged.filter((id) => verdicts.get(id as never)?.status !== 'valid')).toEqual([])
    expect([store.rebuild(), store.verifyIntegrity()]).toMatchObject([
      { ok: true, value: { equal: true } },
      { ok: true, value: [] },
    ])
    store.close()
  })
})

function canInject(): boolean {
  try {
    execFileSync('strace', ['-f', '--seccomp-bpf', '-o', '/dev/null', '-e', 'trace=fsync', 'true'], {
      stdio: 'ignore',
    })
    return true
  } catch {
    return false
  }
}
