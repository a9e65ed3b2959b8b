import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smallPreset } from '../../tests/support/small-preset.ts'
import { runDemo } from './demo.ts'
import type { Output } from './output.ts'
import { runRank } from './rank.ts'
import { runRebuild } from './rebuild.ts'
import { runVerify } from './verify.ts'

let root = ''
const files: string[] = []
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'giao-uoc-demo-'))
  for (const [name, content] of Object.entries({ preset: smallPreset.season, scale: smallPreset.scale })) {
    const file = join(root, `${name}.json`)
    writeFileSync(file, JSON.stringify(content))
    files.push(file)
  }
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Runs a verb and gives what it printed and its exit status. */
async function run(
  verb: (args: readonly string[], io: Output) => Promise<number>,
  ...args: readonly string[]
): Promise<{ status: number; out: string; err: string; json: Record<string, never> }> {
  let out = ''
  let err = ''
  const status = await verb(args, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
  })
  return { status, out, err, json: args.includes('--json') ? JSON.parse(out) : {} }
}

function demo(name: string, seed = '1') {
  const [preset = '', scale = ''] = files
  const out = join(root, name)
  return run(runDemo, '--out', out, '--seed', seed, '--preset', preset, '--scale', scale, '--json')
}

const steady = ({ seconds: _seconds, ...report }: Record<string, unknown>) => report

describe('demo', () => {
  it('plays the same season twice, on a machine per seat, and everybody agrees at the end', async () => {
    const first = await demo('a')
    const second = await demo('b')
    expect(first).toMatchObject({ status: 0, json: { machines: 9, agreed: true } })
    expect(steady(second.json)).toEqual(steady(first.json))
    expect(readdirSync(join(root, 'a', 'machines')).sort()).toEqual([
      'authority',
      'lead-1',
      'lead-2',
      ...['A1', 'A2', 'A3', 'B1', 'B2', 'B3'].map((unit) => `unit-${unit}`),
    ])
    expect(first.json).toMatchObject({
      agreement: { parties: 2, signatures: [{ seat: 'lead:1' }, { seat: 'lead:2' }] },
      standings: [
        { cluster: '1', official: true, digestMatches: true },
        { cluster: '2', official: true, digestMatches: true },
      ],
    })
  })

  it('plays another season with another seed', async () => {
    const other = await demo('c', '2')
    const same = await run(runRank, '--json', join(root, 'a', 'machines', 'authority'))
    expect(other.json['season']).not.toBe(same.json['season'])
  })

  it('leaves bundles that verify, and folders that rank and rebuild to the same digests', async () => {
    const standings = (await run(runRank, '--json', join(root, 'a', 'machines', 'lead-1'))).json['standings']
    const bundles = readdirSync(join(root, 'a', 'bundles')).map((name) => join(root, 'a', 'bundles', name))
    expect((await run(runVerify, ...bundles, '--json')).status).toBe(0)
    const fromBundles = await run(runRank, ...bundles, '--json')
    expect({ status: fromBundles.status, standings: fromBundles.json['standings'] }).toEqual({
      status: 0,
      standings,
    })
    const rebuilt = await run(runRebuild, join(root, 'a', 'machines', 'lead-1'), '--json')
    expect(rebuilt).toMatchObject({ status: 0, json: { equal: true, differences: [], integrity: [] } })
  })

  it('refuses a folder that is not empty, and what it does not understand', async () => {
    mkdirSync(join(root, 'full'))
    writeFileSync(join(root, 'full', 'x'), '')
    const full = await run(runDemo, '--out', join(root, 'full'), '--json')
    expect(full).toMatchObject({
      status: 1,
      json: { error: { code: 'folderNotEmpty', message: { vi: expect.any(String) } } },
    })
    for (const args of [[], ['--out'], ['--out', 'x', '--seed', 'y'], ['--out', 'x', 'y'], ['--what']]) {
      expect(await run(runDemo, ...args, '--json')).toMatchObject({
        status: 2,
        json: { error: { code: 'usage' } },
      })
    }
    const bad = join(root, 'bad.json')
    writeFileSync(bad, '{"about":"x"}')
    expect(await run(runDemo, '--out', join(root, 'd'), '--preset', bad, '--json')).toMatchObject({
      status: 1,
      json: { error: { code: 'presetInvalid' } },
    })
    expect(readdirSync(root)).not.toContain('d')
  })

  it('names what is wrong with a preset in both languages, and makes nothing', async () => {
    const season = structuredClone(smallPreset.season) as { clusters: { lead: string }[]; rounds: object[] }
    const file = (name: string, change: (copy: typeof season) => void): string => {
      const copy = structuredClone(season)
      change(copy)
      writeFileSync(join(root, `${name}.json`), JSON.stringify(copy))
      return join(root, `${name}.json`)
    }
    const lead = file('lead', (copy) => Object.assign(copy.clusters[0] ?? {}, { lead: 'B1' }))
    const refused = await run(runDemo, '--out', join(root, 'e'), '--preset', lead, '--scale', files[1] ?? '')
    expect(refused.status).toBe(1)
    expect(refused.err).toMatch(/clusters\.0\.lead.*“B1”.*không phải đơn vị của cụm/)
    expect(refused.err).toMatch(/clusters\.0\.lead.*“B1”.*not a unit of this cluster/)
    const rounds = file('rounds', (copy) => {
      copy.rounds = copy.rounds.slice(-1)
    })
    const none = await run(
      runDemo,
      '--out',
      join(root, 'e'),
      '--preset',
      rounds,
      '--scale',
      files[1] ?? '',
      '--json',
    )
    expect(none).toMatchObject({
      status: 1,
      json: { error: { code: 'presetInvalid', inputs: [{ field: 'rounds' }] } },
    })
    expect(readdirSync(root)).not.toContain('e')
  })

  it('plays a cluster of one unit, too', async () => {
    const season = structuredClone(smallPreset.season) as { clusters: object[] }
    Object.assign(season.clusters[1] ?? {}, { deputy: null, units: [['B1', 'Đơn vị B1']] })
    writeFileSync(join(root, 'single.json'), JSON.stringify(season))
    const args = ['--preset', join(root, 'single.json'), '--scale', files[1] ?? '', '--json']
    expect(await run(runDemo, '--out', join(root, 'f'), ...args)).toMatchObject({
      status: 0,
      json: { agreed: true },
    })
  })
})

describe('rank and rebuild', () => {
  it('say in both languages why they refuse', async () => {
    const missing = await run(runRebuild, join(root, 'nowhere'))
    expect(missing.status).toBe(1)
    expect(missing.err).toMatch(/Không có thư mục dữ liệu[\s\S]*No data folder/)
    const stranger = await run(runRank, join(root, 'a', 'machines', 'lead-1'), '--account', 'ai đó', '--json')
    expect(stranger).toMatchObject({ status: 1, json: { error: { code: 'accountUnknown' } } })
    const noBundle = await run(runRank, files[0] ?? '', '--json')
    expect(noBundle).toMatchObject({
      status: 1,
      json: { error: { code: 'bundle', error: { code: 'notABundle' } } },
    })
  })

  it('cannot rank bundles without the founding record', async () => {
    const bundles = readdirSync(join(root, 'a', 'bundles')).filter(
      (name) => name.includes('unit') || name.includes('A3'),
    )
    const [one = ''] = bundles
    expect(await run(runRank, join(root, 'a', 'bundles', one), '--json')).toMatchObject({
      status: 1,
      json: { error: { code: 'noFounding' } },
    })
  })
})
