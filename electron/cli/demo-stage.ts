import { join } from 'node:path'
import { lockFile } from '../../db/sqlite/lock-file.ts'
import type { HostInfo } from '../../shared/contract/workspace.ts'
import { type Seat, seatParts } from '../../shared/domain/ids.ts'
import type { App } from '../host/app.ts'
import { createApp } from '../host/create-app.ts'
import { playerOf } from '../host/players.ts'
import { createCrypto } from '../platform/node/crypto.ts'
import { nodeMachine } from '../platform/node/node-machine.ts'
import { passphraseRules } from '../platform/node/passphrase-rules.ts'
import { diceFrom } from '../services/practice/dice.ts'
import { type SeededClock, seededClock, seededRandom } from '../services/practice/seeded.ts'
import type { Player, Stage } from '../services/practice/stage.ts'
import type { PresetFile } from '../services/presets.ts'

export interface DemoStageOptions {
  /** Folder that gets `machines` and `bundles`. */
  readonly folder: string
  readonly seed: number
  readonly year: number
  readonly presets: readonly PresetFile[]
  readonly version: string
  progress(done: number, total: number): void
}

/** A stage of real machines: each seat has a data folder and an encrypted database of its own. */
export interface DemoStage extends Stage {
  readonly machines: number
  close(): Promise<void>
}

export function createDemoStage(options: DemoStageOptions): DemoStage {
  const { folder, seed } = options
  const crypto = createCrypto()
  const machines = new Map<
    Seat,
    { readonly app: App; readonly clock: SeededClock; readonly player: Player }
  >()
  let now = `${options.year}-01-04T01:00:00.000Z`
  const start = (seat: Seat) => {
    const clock = seededClock(now)
    const app = createApp(
      nodeMachine({
        dataFolder: join(folder, 'machines', folderName(seat)),
        hostInfo: headless(options.version),
        lockFile,
        presets: options.presets,
        clock,
        random: seededRandom(crypto, seed, seat),
        practice: true,
        crypto,
        reportDefect: (_call, thrown) => {
          throw thrown
        },
      }),
    )
    const machine = { app, clock, player: playerOf(app) }
    machines.set(seat, machine)
    return machine
  }
  return {
    playerOf: (seat) => (machines.get(seat) ?? start(seat)).player,
    stick: join(folder, 'bundles'),
    account: 'Cán bộ thực hành',
    passphrase: passphraseRules.practicePassphrase,
    dice: (name) => diceFrom(seededRandom(crypto, seed, `data/${name}`)),
    moveClocks: (instant) => {
      now = instant
      for (const { clock } of machines.values()) clock.moveTo(instant)
    },
    // Every machine shares this process's one thread; taking turns costs nothing.
    atOnce: 1,
    progress: options.progress,
    get machines() {
      return machines.size
    },
    close: async () => {
      for (const { app } of machines.values()) await app.dispose()
    },
  }
}

/** `authority`, `lead-1`, `unit-PV01`: names that every file system takes. */
function folderName(seat: Seat): string {
  const parts = seatParts(seat)
  switch (parts.role) {
    case 'authority':
      return 'authority'
    case 'lead':
      return `lead-${parts.cluster}`
    case 'unit':
      return `unit-${parts.unit}`
  }
}

/** The command line has neither windows nor a chooser. */
export function headless(version: string): HostInfo {
  return { host: 'loopback', version, printing: { kind: 'browserOnly' }, chooser: { kind: 'served' } }
}
