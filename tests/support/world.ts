import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lockFile } from '../../db/sqlite/lock-file.ts'
import type { App } from '../../electron/host/app.ts'
import { createApp } from '../../electron/host/create-app.ts'
import type { AppDependencies } from '../../electron/host/create-machine.ts'
import { playerOf } from '../../electron/host/players.ts'
import { createCrypto } from '../../electron/platform/node/crypto.ts'
import { createFileTargets } from '../../electron/platform/node/file-targets.ts'
import type { FolderPlace } from '../../electron/platform/node/folder-place.ts'
import { nodeMachine } from '../../electron/platform/node/node-machine.ts'
import { passphraseRules } from '../../electron/platform/node/passphrase-rules.ts'
import { systemPlaces } from '../../electron/platform/node/target-places.ts'
import { diceFrom } from '../../electron/services/practice/dice.ts'
import { memoryFolder, memoryStick, memoryWrapper } from '../../electron/services/practice/memory-ports.ts'
import { type SeededClock, seededClock, seededRandom } from '../../electron/services/practice/seeded.ts'
import type { Player, Stage } from '../../electron/services/practice/stage.ts'
import type { PresetFile } from '../../electron/services/presets.ts'
import type { CallInput, CallName, CallOutput } from '../../shared/contract/calls.ts'
import type { FileHandle } from '../../shared/contract/files.ts'
import type { HostInfo } from '../../shared/contract/workspace.ts'
import type { Seat } from '../../shared/domain/ids.ts'
import { expectOk } from '../../shared/kernel/result.ts'
import { smallPreset } from './small-preset.ts'

/** One machine of a test: the application, and its answers taken out of their envelopes. */
export interface TestMachine {
  readonly app: App
  /** Empty for machines in memory. */
  readonly dataFolder: string
  readonly clock: SeededClock
  /** The value; a refusal fails the test. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>
  /** What came back: `{ value }`, `{ error }`, `{ invalid }` or `{ incident }`. */
  attempt<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<Outcome>
  handle(path: string): FileHandle
}
type Outcome =
  | { readonly value: unknown }
  | { readonly error: { readonly code: string; readonly [field: string]: unknown } }
  | { readonly invalid: unknown }
  | { readonly incident: string }

export interface World extends Stage {
  /** The machine of a seat, made when it is first named. */
  at(seat: string): TestMachine
  /** A machine that holds no seat yet. */
  extra(name: string, changes?: Partial<AppDependencies>): TestMachine
  /** A second program on the same data folder. */
  secondOn(seat: string): TestMachine
  /** A machine whose data folder lies somewhere else. */
  inFolder(folder: string, name?: string, changes?: Partial<AppDependencies>): TestMachine
  /** A data folder opened on another computer than the one the tests run on. */
  onComputer(folder: string, computer: Computer): TestMachine
  readonly root: string
  /** The bytes of a file on the stick. */
  read(path: string): Uint8Array
  /** Puts a file onto the stick and gives its path. */
  put(name: string, bytes: Uint8Array): string
  close(): Promise<void>
}

/** What a computer is besides the folders on it. */
export interface Computer {
  readonly stateFolder?: string
  readonly placeOf?: (folder: string) => FolderPlace
}

export interface WorldOptions {
  readonly seed?: number
  /** `memory` (default): quick; `folders`: real data folders and files below a temporary folder. */
  readonly on?: 'memory' | 'folders'
  readonly presets?: readonly PresetFile[]
  /** Seats that one machine holds together: `{ 'unit:A1': 'authority' }`. */
  readonly together?: { readonly [seat: string]: string }
}

/** The machines of a test, with seeded time and chance, and a stick that all of them see. */
export function createWorld(options: WorldOptions = {}): World {
  const { seed = 1, presets = [smallPreset], together = {} } = options
  const onDisk = options.on === 'folders'
  const crypto = createCrypto()
  const root = onDisk ? mkdtempSync(join(tmpdir(), 'giao-uoc-world-')) : ''
  const stick = onDisk ? join(root, 'stick') : 'stick'
  if (onDisk) mkdirSync(stick)
  const targets = onDisk ? createFileTargets({ hasher: crypto, places: systemPlaces() }) : memoryStick(crypto)
  const machines = new Map<string, TestMachine>()
  let now = '2026-01-05T01:00:00.000Z'

  const make = (
    name: string,
    changes: Partial<AppDependencies> = {},
    folder: string | null = null,
    computer: Computer = {},
  ): TestMachine => {
    const clock = seededClock(now)
    const dataFolder = onDisk ? (folder ?? join(root, name.replace(':', '-'))) : ''
    const dependencies: AppDependencies = {
      ...nodeMachine({
        dataFolder,
        stateFolder: join(root, 'state'),
        ...computer,
        hostInfo: testHost,
        lockFile,
        presets,
        clock,
        random: seededRandom(crypto, seed, name),
        practice: true,
        crypto,
        reportDefect: (_call, thrown) => {
          throw thrown
        },
      }),
      ...(onDisk
        ? {}
        : { folder: memoryFolder(crypto, name), storage: 'memory', targets, wrapper: memoryWrapper }),
      elapsed: () => Date.parse(clock.now()),
      ...changes,
    }
    const machine = testMachine(createApp(dependencies), dataFolder, clock)
    machines.set(name, machine)
    return machine
  }
  const at = (seat: string): TestMachine => {
    const name = together[seat] ?? seat
    return machines.get(name) ?? make(name)
  }
  return {
    at,
    extra: (name, changes) => make(name, changes),
    secondOn: (seat) => make(`${seat}/second`, {}, at(seat).dataFolder),
    inFolder: (folder, name = folder, changes = {}) => make(name, changes, folder),
    onComputer: (folder, computer) => make(folder, {}, folder, computer),
    root,
    read: (path) => {
      const file = expectOk(targets.openFile(path), 'the file is on the stick')
      const bytes = file.read(0, file.size)
      file.close()
      return bytes
    },
    put: (name, bytes) =>
      expectOk(targets.writeFile({ folder: stick, name, bytes, owner: null }), 'the stick takes the file')
        .path,
    playerOf: (seat: Seat): Player => at(seat),
    stick,
    account: 'Cán bộ',
    passphrase: passphraseRules.practicePassphrase,
    dice: (name) => diceFrom(seededRandom(crypto, seed, `data/${name}`)),
    moveClocks(instant) {
      now = instant
      for (const { clock } of machines.values()) clock.moveTo(instant)
    },
    atOnce: 1,
    progress: () => {},
    async close() {
      for (const { app } of machines.values()) await app.dispose()
      if (onDisk) rmSync(root, { recursive: true, force: true })
    },
  }
}

export const testHost: HostInfo = {
  host: 'loopback',
  version: '0.0.0-test',
  printing: { kind: 'browserOnly' },
  chooser: { kind: 'served' },
}

function testMachine(app: App, dataFolder: string, clock: SeededClock): TestMachine {
  const player = playerOf(app)
  return {
    app,
    dataFolder,
    clock,
    call: player.call,
    handle: player.handle,
    async attempt(name, input) {
      const { id: _id, ok: _ok, ...outcome } = await app.call(name, input, { requestId: 'test' })
      return outcome as Outcome // an envelope without its id and flag
    },
  }
}
