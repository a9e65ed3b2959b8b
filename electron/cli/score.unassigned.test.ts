import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runScore } from './score.ts'

test('a result beside `none` is not counted, and not swallowed either', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'giaouoc-score-'))
  try {
    const scale = join(folder, 'scale.json')
    const results = join(folder, 'results.csv')
    const leaf = { code: '1', title: 'Một', max: 500, rule: { kind: 'direct' } }
    const other = { code: '2', title: 'Hai', max: 500, rule: { kind: 'direct' } }
    writeFileSync(scale, JSON.stringify({ title: 'Thang', total: 1000, criteria: [leaf, other] }))
    writeFileSync(results, 'subject,criterion,target,result,detail\nA,1,none,5,\nA,2,,4,\n')
    let out = ''
    const io = { out: (text: string) => (out += text), err: () => undefined }
    expect(await runScore(['--scale', scale, '--results', results, '--json'], io)).toBe(0)
    expect(JSON.parse(out).subjects[0]).toMatchObject({
      points: 400,
      assignedMax: 500,
      criteria: [
        { criterion: '1', points: null, assigned: false, warnings: [{ code: 'notAssignedButFilled' }] },
        { criterion: '2', points: 400, assigned: true, warnings: [] },
      ],
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
