import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { type CallName, calls } from '../../shared/contract/calls.ts'
import { type Scene, type Stage, sceneNames, stageFor } from './fuzz-scenes.ts'
import { inputsOf, mutationsOf } from './fuzz-values.ts'

/**
 * Whatever is asked of whatever machine, the answer is typed: a value, a refusal or a malformed request, never an
 * incident. `CONTRACT_FUZZ_RUNS=20000` searches long; the seed is printed, `FAST_CHECK_SEED` repeats it.
 */
const runs = Number(process.env['CONTRACT_FUZZ_RUNS'] ?? 300)
const seed = fc.readConfigureGlobal()?.seed ?? Date.now() % 1_000_000_007

/** Plays a whole season into an empty folder: the contract's own test asks it. */
const left: ReadonlySet<CallName> = new Set(['practice.open'])
const names = (Object.keys(calls) as CallName[]).filter((name) => !left.has(name)) // the own keys are its names

/** Queries change nothing: one season serves all of them. */
let forQueries: Promise<Stage> | null = null
afterAll(async () => (await forQueries)?.world.close())

describe(`every call answers in a typed way (seed ${seed})`, () => {
  it.each(names)('%s', { timeout: runs * 1000 }, async (name) => {
    const isQuery = calls[name].kind === 'query'
    if (isQuery) forQueries ??= stageFor(seed)
    const stage = await ((isQuery ? forQueries : null) ?? stageFor(seed))
    const incidents = new Map<string, unknown>()
    for (const sceneName of sceneNames) {
      const scene = await stage.scene(sceneName)
      for (const input of inputsFor(name, scene)) {
        await scene.ready()
        const incident = await incidentOf(scene, name, input)
        if (incident !== null) incidents.set(`${sceneName}: ${incident}`, input)
      }
    }
    if (!isQuery) await stage.world.close()
    const shown = [...incidents].map(([incident, input]) => `${incident} ← ${JSON.stringify(input)}`)
    expect(shown.map((each) => each.slice(0, 800))).toEqual([])
  })
})

function inputsFor(name: CallName, scene: Scene): readonly unknown[] {
  const { input } = calls[name]
  const good = scene.good(name)
  // A call that takes nothing has nothing to search.
  const numRuns = JSON.stringify(good[0]) === '{}' ? 2 : Math.ceil(runs / sceneNames.length)
  const arbitrary = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...good).chain((each) => mutationsOf(each, scene.known)) },
    { weight: 1, arbitrary: inputsOf(input, scene.known) },
  )
  return fc.sample(arbitrary, { seed, numRuns })
}

/** What was thrown, or null. Inputs travel as JSON, as on every host. */
async function incidentOf({ machine }: Scene, name: CallName, input: unknown): Promise<string | null> {
  const sent = input === undefined ? undefined : JSON.parse(JSON.stringify(input))
  try {
    const answer = await machine.app.call(name, sent, { requestId: 'fuzz' })
    return 'incident' in answer ? answer.incident : null
  } catch (thrown) {
    return thrown instanceof Error ? `${thrown.name}: ${thrown.message.slice(0, 300)}` : String(thrown)
  }
}
