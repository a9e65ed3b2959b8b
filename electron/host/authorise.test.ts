import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CallName, calls } from '../../shared/contract/calls.ts'
import { sampleInputs } from '../../tests/contract/sample-inputs.ts'
import { smallPreset } from '../../tests/support/small-preset.ts'
import { createWorld, type TestMachine, type World } from '../../tests/support/world.ts'

let world: World
let machine: TestMachine
beforeAll(() => {
  world = createWorld({ on: 'folders' })
  machine = world.at('authority')
})
afterAll(() => world.close())

const fileCalls = Object.keys(calls).filter((name): name is CallName =>
  /^(files\.|joining\.look$)/.test(name),
)
const reading = ['files.places', 'files.browse', 'files.choose', 'files.receive', 'joining.look']

/** The calls that are refused because of the lock, and for nothing else. */
async function locked(): Promise<readonly string[]> {
  const found: string[] = []
  for (const name of fileCalls) {
    const outcome = await machine.attempt(name, sampleInputs[name])
    if ('error' in outcome && outcome.error.code === 'locked') found.push(name)
  }
  return found.sort()
}

it('files are read on a machine without accounts, and written only for the slip of a founding', async () => {
  expect(fileCalls.toSorted()).toEqual([...reading, 'files.saveText'].toSorted())
  expect(await locked()).toEqual(['files.saveText'])

  const input = { preset: smallPreset.id, year: 2026, name: 'Thử', account: 'Cán bộ' }
  await machine.call('founding.prepare', { ...input, passphrase: world.passphrase })
  expect(await locked()).toEqual([])
  await machine.call('founding.commit', { slipKept: 'saved' })
  expect(await locked()).toEqual([])

  await machine.call('workspace.lock', {})
  expect(await locked()).toEqual(fileCalls.toSorted())
  const joining = await machine.attempt('joining.commit', sampleInputs['joining.commit'])
  expect(joining).toEqual({ error: { code: 'locked' } })
  await machine.call('workspace.unlock', { account: 'Cán bộ', passphrase: world.passphrase })
  expect(await locked()).toEqual([])
})

it('nothing is known of a folder that cannot be opened, so nothing is read', async () => {
  const second = world.secondOn('authority')
  for (const name of fileCalls) {
    expect(await second.attempt(name, sampleInputs[name]), name).toEqual({ error: { code: 'locked' } })
  }
})
