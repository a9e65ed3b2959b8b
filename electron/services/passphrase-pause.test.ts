import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockFile } from '../../db/sqlite/lock-file.ts'
import { smallPreset } from '../../tests/support/small-preset.ts'
import { createWorld, type TestMachine, type World } from '../../tests/support/world.ts'
import { createCrypto } from '../platform/node/crypto.ts'
import { systemRandom } from '../platform/node/system-ports.ts'
import { openWorkspaceFolder } from '../platform/node/workspace-folder.ts'

let world: World
let milliseconds = 0
beforeEach(() => {
  world = createWorld({ on: 'folders' })
  milliseconds = 0
})
afterEach(() => world.close())

const account = 'Cán bộ'
const right = () => ({ account, passphrase: world.passphrase })
const wrong = { error: { code: 'wrongPassphrase', waitSeconds: 2 } }
const waiting = (waitSeconds: number) => ({ error: { code: 'passphrasePause', waitSeconds } })
let starts = 0

/** A program started anew on the folder of the machine; its stopwatch is the test's. */
function start(folder: string): TestMachine {
  return world.inFolder(folder, `start-${starts++}`, { elapsed: () => milliseconds })
}

/** A machine that was founded, and closed since. */
async function founded(): Promise<string> {
  const machine = start(join(world.root, 'machine'))
  const input = { preset: smallPreset.id, year: 2026, name: 'Thử', account, passphrase: world.passphrase }
  await machine.call('founding.prepare', input)
  await machine.call('founding.commit', { slipKept: 'saved' })
  await machine.app.dispose()
  return machine.dataFolder
}

describe('the pause after a wrong passphrase', () => {
  it('is not there before one was typed', async () => {
    const folder = await founded()
    await start(folder).call('workspace.unlock', right())
  })

  it('goes on after a restart, and ends after two seconds', async () => {
    const folder = await founded()
    const first = start(folder)
    expect(await first.attempt('workspace.unlock', { account, passphrase: 'wrong' })).toEqual(wrong)
    await first.app.dispose()
    const second = start(folder)
    expect(await second.attempt('workspace.unlock', right())).toEqual(waiting(2))
    milliseconds += 1500
    expect(await second.attempt('workspace.unlock', right())).toEqual(waiting(1))
    milliseconds += 500
    await second.call('workspace.unlock', right())
    await second.app.dispose()
    await start(folder).call('workspace.unlock', right())
  })

  it('stands between tries of the recovery code, too', async () => {
    const folder = await founded()
    const first = start(folder)
    const recovery = { recoveryCode: '0'.repeat(28), newPassphrase: 'mot hai ba bon nam' }
    expect(await first.attempt('workspace.recover', recovery)).toEqual({
      error: { code: 'recoveryCodeWrong' },
    })
    // The right code is not called wrong either.
    expect(await first.attempt('workspace.recover', recovery)).toEqual(waiting(2))
    await first.app.dispose()
    expect(await start(folder).attempt('workspace.unlock', right())).toEqual(waiting(2))
  })

  it.each([
    ['removed', (file: string) => rmSync(file, { force: true })],
    ['emptied', (file: string) => writeFileSync(file, '')],
    ['filled with something else', (file: string) => writeFileSync(file, 'right')],
  ])('is due where the note about the last try was %s', async (_what, spoil) => {
    const folder = await founded()
    spoil(join(folder, 'last-try.txt'))
    const machine = start(folder)
    expect(await machine.attempt('workspace.unlock', right())).toEqual(waiting(2))
    milliseconds += 2000
    await machine.call('workspace.unlock', right())
  })

  it('is due where the program was killed in the middle of a try', async () => {
    const folder = await founded()
    const tools = { crypto: createCrypto(), random: systemRandom }
    const opened = openWorkspaceFolder({ folder, tools, lockFile })
    if (!opened.ok) throw new Error(opened.error.code)
    opened.value.beginTry()
    opened.value.close()
    expect(await start(folder).attempt('workspace.unlock', right())).toEqual(waiting(2))
  })

  it('does not look at the clock, wherever that is set', async () => {
    const machine = start(await founded())
    await machine.attempt('workspace.unlock', { account, passphrase: 'wrong' })
    for (const instant of ['1999-01-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z']) {
      machine.clock.moveTo(instant)
      expect(await machine.attempt('workspace.unlock', right())).toEqual(waiting(2))
    }
  })
})
