import type { OpenSeasonStore } from '../../db/season-store.ts'
import type { Topic } from '../../shared/contract/define.ts'
import type { HostInfo } from '../../shared/contract/workspace.ts'
import type { Clock, KeyMaker, RandomSource, Verification } from '../../shared/kernel/ports.ts'
import type { FileTickets } from './file-tickets.ts'
import type { PreparedFounding } from './founding.ts'
import type { ImportPreview } from './import-preview.ts'
import type { LongWork } from './long-work.ts'
import type { NativeActs } from './native-acts.ts'
import type {
  FileTargets,
  OpenWorkspace,
  PassphraseRules,
  PrivateCopies,
  SecretWrapper,
  Turns,
  WorkspaceFolder,
} from './ports.ts'
import type { PresetFile } from './presets.ts'
import type { SeasonSession } from './season-session.ts'

/** What one machine is made of and keeps while the program runs. */
interface MachinePorts {
  readonly hostInfo: HostInfo
  readonly crypto: Verification & KeyMaker
  /** One folder is one machine. */
  readonly folder: WorkspaceFolder
  readonly openSeasonStore: OpenSeasonStore
  /** Where a season's database lies; `memory` for machines of a play that nobody opens again. */
  readonly storage: 'file' | 'memory'
  /** Where large files are held while they are looked at. */
  readonly copies: PrivateCopies
  readonly turns: Turns
  readonly wrapper: SecretWrapper
  readonly passphrases: PassphraseRules
  readonly presets: readonly PresetFile[]
  /** Null where no window can do them. */
  readonly native: NativeActs | null
  /** Milliseconds since some moment of this run; goes on whatever is done to the clock. */
  readonly elapsed: () => number
}

/** What a play replaces for as long as it lasts: then time, chance and the stick are the play's own. */
interface MachineSources {
  readonly clock: Clock
  readonly random: RandomSource
  readonly targets: FileTargets
  /** Seasons founded now are practice seasons. */
  readonly practice: boolean
}

type Session =
  | { readonly state: 'closed' }
  | {
      readonly state: 'open'
      readonly workspace: OpenWorkspace
      /** Null: the machine has an account but neither founded nor joined yet. */
      readonly season: SeasonSession | null
    }

/** The running machine: mutable, owned by one `App`, never shared. */
export interface Machine {
  readonly ports: MachinePorts
  readonly tickets: FileTickets
  sources: MachineSources
  session: Session
  prepared: PreparedFounding | null
  preview: ImportPreview | null
  /** What is under way and may be stopped. */
  work: LongWork | null
  /** Both in milliseconds of `ports.elapsed`; null: no wrong passphrase was typed since. */
  readonly startedAt: number
  wrongTryAt: number | null
  /** Grows with everything that screens show and the ledger's version does not tell, such as an export. */
  touches: number
  readonly emit: (topic: Topic) => void
}

/** The clock in use at the moment of asking, for things that outlive a play. */
export function clockOf(machine: Machine): Clock {
  return { now: () => machine.sources.clock.now() }
}
