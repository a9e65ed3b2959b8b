import { openSeasonStore } from '../../db/open-season-store.ts'
import type { OpenSeasonStore } from '../../db/season-store.ts'
import type { Topic } from '../../shared/contract/define.ts'
import type { HostInfo } from '../../shared/contract/workspace.ts'
import type { Clock, KeyMaker, RandomSource, Verification } from '../../shared/kernel/ports.ts'
import { createFileTickets } from '../services/file-tickets.ts'
import type { Machine } from '../services/machine.ts'
import type { NativeActs } from '../services/native-acts.ts'
import type {
  FileTargets,
  PassphraseRules,
  PrivateCopies,
  SecretWrapper,
  Turns,
  WorkspaceFolder,
} from '../services/ports.ts'
import type { PresetFile } from '../services/presets.ts'

/** What one machine is made of. Only composition roots build this (`electron/platform/node`). */
export interface AppDependencies {
  readonly hostInfo: HostInfo
  readonly crypto: Verification & KeyMaker
  readonly clock: Clock
  /** Milliseconds since some moment of this run; goes on whatever is done to the clock. */
  readonly elapsed: () => number
  readonly random: RandomSource
  /** One folder is one machine. */
  readonly folder: WorkspaceFolder
  /** `memory` for machines of a play that nobody opens again. Default: `file`. */
  readonly storage?: 'file' | 'memory'
  /** Tests put one here whose disk fails. Default: SQLite. */
  readonly openSeasonStore?: OpenSeasonStore
  readonly targets: FileTargets
  readonly copies: PrivateCopies
  readonly turns: Turns
  readonly wrapper: SecretWrapper
  readonly passphrases: PassphraseRules
  readonly presets: readonly PresetFile[]
  readonly native: NativeActs | null
  /** Seasons founded by this application are practice seasons. Default: false. */
  readonly practice?: boolean
  /** Keeps a defect where people can find it, under an incident id. Must not throw. */
  readonly reportDefect: (call: string, thrown: unknown) => string
}

/** A machine at rest: nothing is opened before the first call. */
export function createMachine(dependencies: AppDependencies, emit: (topic: Topic) => void): Machine {
  const { clock, copies, crypto, folder, hostInfo, native, passphrases, presets, random, targets } =
    dependencies
  const { turns, wrapper } = dependencies
  return {
    ports: {
      hostInfo,
      crypto,
      folder,
      openSeasonStore: dependencies.openSeasonStore ?? openSeasonStore,
      storage: dependencies.storage ?? 'file',
      copies,
      turns,
      wrapper,
      passphrases,
      presets,
      native,
      elapsed: dependencies.elapsed,
    },
    tickets: createFileTickets(random),
    sources: { clock, random, targets, practice: dependencies.practice ?? false },
    session: { state: 'closed' },
    prepared: null,
    preview: null,
    startedAt: dependencies.elapsed(),
    work: null,
    wrongTryAt: null,
    touches: 0,
    emit,
  }
}
