import type { Failure, FolderFailure } from '../../shared/contract/failures.ts'
import { failure } from '../../shared/contract/failures.ts'
import { authoritySeat, leadSeat, type Seat, seatParts, unitSeat } from '../../shared/domain/ids.ts'
import { Defect, err, expectDefined, expectOk, ok, type Result } from '../../shared/kernel/result.ts'
import type { Machine } from '../services/machine.ts'
import type { WorkspaceFolder } from '../services/ports.ts'
import { diceFrom } from '../services/practice/dice.ts'
import { memoryFolder, memoryStick, memoryWrapper } from '../services/practice/memory-ports.ts'
import { playPracticeSeason, practiceUnit } from '../services/practice/practice-season.ts'
import { rememberingCrypto } from '../services/practice/remembering-crypto.ts'
import { type SeededClock, seededClock, seededRandom } from '../services/practice/seeded.ts'
import type { Player, Stage } from '../services/practice/stage.ts'
import { type Preset, readPreset } from '../services/presets.ts'
import { folderFailure } from '../services/storage-failures.ts'
import { closeSession } from '../services/workspace.ts'
import type { App } from './app.ts'
import type { AppDependencies } from './create-machine.ts'
import { createHandlers } from './handlers.ts'
import { playerOf } from './players.ts'

type Opened = Result<{ readonly passphrase: string }, FolderFailure | Failure<'workspaceExists'>>

/** One practice season is like the other: everybody may compare what they see. */
const practiceSeed = 2021
const practiceAccount = 'Cán bộ thực hành'

/**
 * Makes the practice season: the founding case played by the machine that asks (authority, first lead, one unit)
 * and by machines in memory for everybody else. The folder becomes a machine only when the play is over.
 */
export function createPracticeOpener(
  dependencies: AppDependencies,
  createApp: (dependencies: AppDependencies) => App,
): (machine: Machine) => Promise<Opened> {
  return async (machine) => {
    const state = machine.ports.folder.state()
    if (!state.ok) return err(folderFailure(state.error))
    if (state.value.state !== 'new' || machine.session.state === 'open') {
      return err(failure('workspaceExists', {}))
    }
    const preset = firstPreset(dependencies)
    const crypto = rememberingCrypto(dependencies.crypto)
    const clocks: SeededClock[] = []
    const seeded = (name: string) => {
      const clock = seededClock(`${preset.season.year}-01-04T01:00:00.000Z`)
      clocks.push(clock)
      return { clock, random: seededRandom(crypto, practiceSeed, name) }
    }
    const stick = memoryStick(crypto)
    const practising = playingMachine(machine, crypto, {
      ...seeded('practice'),
      targets: stick,
      practice: true,
    })
    const own = ownPlayer(practising)
    const ownSeats = practisingSeats(preset)
    const others = new Map<string, OtherMachine>()
    const otherMachine = (name: string): OtherMachine => {
      const app = createApp({
        ...dependencies,
        ...seeded(name),
        crypto,
        folder: memoryFolder(crypto, name),
        storage: 'memory',
        targets: stick,
        wrapper: memoryWrapper,
        native: null,
        practice: true,
      })
      const other = { app, player: playerOf(app) }
      others.set(name, other)
      return other
    }
    const stage: Stage = {
      playerOf: (seat) => {
        if (ownSeats.includes(seat)) return own
        const name = machineOf(preset, seat)
        return (others.get(name) ?? otherMachine(name)).player
      },
      stick: 'stick',
      account: practiceAccount,
      passphrase: dependencies.passphrases.practicePassphrase,
      dice: (name) => diceFrom(seededRandom(crypto, practiceSeed, `data/${name}`)),
      moveClocks: (instant) => {
        for (const clock of clocks) clock.moveTo(instant)
      },
      atOnce: 1,
      progress: (done, total) => machine.emit({ topic: 'progress', task: 'practice', done, total }),
    }
    try {
      await playPracticeSeason(stage, {
        preset: preset.id,
        year: preset.season.year,
        name: `${preset.season.name} (thực hành)`,
      })
      return keep(machine, practising)
    } catch (thrown) {
      abandon(practising)
      throw thrown
    } finally {
      crypto.forget()
      for (const { app } of others.values()) await app.dispose()
    }
  }
}

interface OtherMachine {
  readonly app: App
  readonly player: Player
}

/**
 * The cluster that practises has a machine for every seat. Each of the others shares one: nobody looks at how their
 * bundles travelled, and the season has to be ready in seconds on a slow machine.
 */
function machineOf(preset: Preset, seat: Seat): string {
  const parts = seatParts(seat)
  const cluster =
    parts.role === 'lead'
      ? parts.cluster
      : preset.season.units.find((unit) => parts.role === 'unit' && unit.code === parts.unit)?.cluster
  return cluster === undefined || cluster === preset.season.clusters[0]?.code ? seat : `cluster-${cluster}`
}

/** The seats of whoever practises: so every screen has something to show. */
function practisingSeats(preset: Preset): readonly Seat[] {
  const cluster = expectDefined(preset.season.clusters[0], 'a season has clusters')
  return [authoritySeat, leadSeat(cluster.code), unitSeat(practiceUnit(preset.season).code)]
}

function firstPreset({ presets }: AppDependencies): Preset {
  const file = expectDefined(presets[0], 'the program comes with a preset')
  return expectOk(readPreset(file), 'the presets that come with the program can be read')
}

/** A machine over the same folder whose time, chance and stick are the play's, and which keeps nothing yet. */
function playingMachine(
  machine: Machine,
  crypto: Machine['ports']['crypto'],
  sources: Machine['sources'],
): Machine {
  const { folder } = machine.ports
  return {
    ...machine,
    ports: { ...machine.ports, crypto, folder: notKeeping(folder) },
    sources,
    emit: () => {},
  }
}

/** The folder itself may be an object with methods: each is passed on, only the last step is left out. */
function notKeeping(folder: WorkspaceFolder): WorkspaceFolder {
  return {
    folder: folder.folder,
    state: () => folder.state(),
    createKeyring: (input) => folder.createKeyring(input),
    keepKeyring: () => ok(null),
    discardNew: () => folder.discardNew(),
    unlock: (input) => folder.unlock(input),
    recover: (input) => folder.recover(input),
    wasLastTryRight: () => folder.wasLastTryRight(),
    beginTry: () => folder.beginTry(),
    rightTry: () => folder.rightTry(),
    close: () => folder.close(),
  }
}

function ownPlayer(machine: Machine): Player {
  const dispatcher = createHandlers(
    {
      authorise: () => ok(machine),
      reportDefect: (_call, thrown) => {
        throw thrown
      },
    },
    {
      openPractice: () => {
        throw new Defect('a play does not open another one')
      },
    },
  )
  return playerOf({
    call: (name, input, caller) => dispatcher.dispatch(name, input, caller.requestId),
    registerPath: machine.tickets.handleOf,
  })
}

/** The play is over: the folder becomes a machine, and time and chance are real again. */
function keep(machine: Machine, practising: Machine): Opened {
  const kept = machine.ports.folder.keepKeyring()
  if (!kept.ok) {
    abandon(practising)
    return err(folderFailure(kept.error))
  }
  practising.sources = machine.sources
  machine.session = practising.session
  return ok({ passphrase: machine.ports.passphrases.practicePassphrase })
}

function abandon(practising: Machine): void {
  closeSession(practising)
  practising.ports.folder.discardNew()
}
