import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Failure } from '../../shared/contract/failures.ts'
import { describeFailure } from '../../shared/messages/failures.ts'
import { mutationsOf } from '../../tests/contract/fuzz-values.ts'
import { smallPreset } from '../../tests/support/small-preset.ts'
import { createWorld } from '../../tests/support/world.ts'
import { readPreset } from './presets.ts'

type Season = {
  clusters: { code: string; lead: string; deputy: string | null; units: [string, string][] }[]
  rounds: { code: string; name: string; scope: string }[]
  titles: object[]
  agreement: { articles: object[] }
  policies: { ties: string[] }
}

/** The small preset with one thing in it changed. */
function changed(change: (season: Season) => void) {
  const season = structuredClone(smallPreset.season) as Season // as its file says
  change(season)
  return { ...smallPreset, season }
}

/** Field, value and fault of everything found. */
function found(change: (season: Season) => void): unknown {
  const read = readPreset(changed(change))
  return read.ok ? [] : read.error.inputs.map(({ field, value, why }) => [field, value, why])
}

describe('a preset that leaves something out', () => {
  it('of before there was a choice who enters means one seat', () => {
    const read = readPreset(changed((season) => Reflect.deleteProperty(season.policies, 'crossEntry')))
    expect(read.ok && read.value.season.policies.crossEntry).toBe('oneSeat')
  })
  it('without articles could never be signed', () => {
    expect(found((season) => season.agreement.articles.splice(0))).toEqual([
      ['agreement.articles', '', 'tooFew'],
    ])
  })
})

describe('a preset is refused by field and value before anything is made', () => {
  it.each<[string, (season: Season) => void, unknown]>([
    [
      'a unit twice',
      (s) => s.clusters[0]?.units.push(['A2', 'x']),
      [['clusters.0.units.3.0', 'A2', 'repeated']],
    ],
    [
      'a unit in two clusters',
      (s) => s.clusters[1]?.units.push(['A2', 'x']),
      [['clusters.1.units.3.0', 'A2', 'repeated']],
    ],
    [
      'codes that differ in capitals only',
      (s) => s.clusters[0]?.units.push(['a2', 'x']),
      [['clusters.0.units.3.0', 'a2', 'sameButForCase']],
    ],
    [
      'a lead from elsewhere',
      (s) => Object.assign(s.clusters[0] ?? {}, { lead: 'B2' }),
      [['clusters.0.lead', 'B2', 'notMember']],
    ],
    [
      'a deputy from elsewhere',
      (s) => Object.assign(s.clusters[0] ?? {}, { deputy: 'B2' }),
      [['clusters.0.deputy', 'B2', 'notMember']],
    ],
    [
      'a lead that is its own deputy',
      (s) => Object.assign(s.clusters[0] ?? {}, { deputy: 'A1' }),
      [['clusters.0.deputy', 'A1', 'leadItself']],
    ],
    [
      'a round twice',
      (s) => s.rounds.push({ code: 'q1', name: 'x', scope: 'withinCluster' }),
      [['rounds.3.code', 'q1', 'sameButForCase']],
    ],
    [
      'a cluster twice',
      (s) => Object.assign(s.clusters[1] ?? {}, { code: '1' }),
      [['clusters.1.code', '1', 'repeated']],
    ],
    ['a title twice', (s) => s.titles.push(s.titles[0] ?? {}), [['titles.1.code', 'DVTT', 'repeated']]],
    [
      'an article twice',
      (s) => s.agreement.articles.push(s.agreement.articles[0] ?? {}),
      [['agreement.articles.2.no', '1', 'repeated']],
    ],
    [
      'a tie-breaker that is not there',
      (s) => s.policies.ties.push('group:ZZ'),
      [['policies.ties.2', 'group:ZZ', 'noSuchGroup']],
    ],
    [
      'no units',
      (s) => Object.assign(s.clusters[0] ?? {}, { units: [] }),
      [
        ['clusters.0.lead', 'A1', 'notMember'],
        ['clusters.0.deputy', 'A2', 'notMember'],
      ],
    ],
    [
      'no lead',
      (s) => Object.assign(s.clusters[0] ?? {}, { lead: undefined }),
      [['clusters.0.lead', '', 'missing']],
    ],
    [
      'a name of nothing',
      (s) => Object.assign(s.clusters[0]?.units[0] ?? [], { 1: '\u202e' }),
      [['clusters.0.units.0.1', '[U+202E]', 'empty']],
    ],
  ])('%s', (_name, change, expected) => {
    expect(found(change)).toEqual(expected)
  })

  it('takes a cluster of one unit', () => {
    const one = (season: Season) =>
      Object.assign(season.clusters[1] ?? {}, { deputy: null, units: [['B1', 'x']] })
    expect(found(one)).toEqual([])
  })

  it('says it in both languages, and leaves no data behind', async () => {
    const preset = changed((season) => season.clusters[0]?.units.push(['a2', 'x']))
    const world = createWorld({ presets: [preset] })
    const machine = world.at('authority')
    const asked = { preset: preset.id, year: 2026, name: 'x', account: 'a', passphrase: world.passphrase }
    const answer = await machine.attempt('founding.prepare', asked)
    expect(answer).toMatchObject({ error: { code: 'presetInvalid' } })
    const failure = (answer as unknown as { error: Failure }).error // as just expected
    expect(describeFailure(failure, 'vi').body).toMatch(/clusters\.0\.units\.3\.0.*“a2”.*chữ hoa/)
    expect(describeFailure(failure, 'en').body).toMatch(/clusters\.0\.units\.3\.0.*“a2”.*capitals/)
    expect(await machine.call('workspace.status', {})).toEqual({ state: 'new' })
    await world.close()
  })
})

/** `CONTRACT_FUZZ_RUNS=20000` searches long. */
const numRuns = Math.ceil(Number(process.env['CONTRACT_FUZZ_RUNS'] ?? 300) / 5)

describe('any preset', () => {
  it('is refused, or founds a season, never an incident', { timeout: numRuns * 2000 }, async () => {
    const good = { season: smallPreset.season, scale: smallPreset.scale }
    const known = ['A1', 'a1', 'B1', '1', '2', 'Q1', 'group:B', 'withinCluster', 'lead', 'authority', '7']
    await fc.assert(
      fc.asyncProperty(mutationsOf(good, known), async (file) => {
        const preset = { id: 'any', ...(file as typeof good) } // whatever it is, it is read as a file
        const world = createWorld({ presets: [preset] })
        const machine = world.at('authority')
        const asked = { preset: 'any', year: 2026, name: 'x', account: 'a', passphrase: world.passphrase }
        const prepared = await machine.attempt('founding.prepare', asked)
        if ('value' in prepared) {
          await machine.call('founding.commit', { slipKept: 'saved' })
          await machine.call('season.get', {})
          await machine.call('agreement.list', {})
        } else expect(prepared).toHaveProperty('error.code', 'presetInvalid')
        await world.close()
      }),
      { numRuns },
    )
  })
})
