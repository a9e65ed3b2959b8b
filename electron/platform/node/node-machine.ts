import type { HostInfo } from '../../../shared/contract/workspace.ts'
import type { Clock, KeyMaker, RandomSource, Verification } from '../../../shared/kernel/ports.ts'
import type { AppDependencies } from '../../host/create-machine.ts'
import { bundledPresets } from '../../host/presets.ts'
import { lateFolder } from '../../services/late-folder.ts'
import type { NativeActs } from '../../services/native-acts.ts'
import type { PresetFile } from '../../services/presets.ts'
import { createCrypto } from './crypto.ts'
import { createFileTargets } from './file-targets.ts'
import { createIncidentLog } from './incident-log.ts'
import { passphraseRules } from './passphrase-rules.ts'
import { createPrivateCopies } from './private-copies.ts'
import { createSecretWrapper } from './secret-wrapper.ts'
import { systemClock, systemRandom, systemTurns } from './system-ports.ts'
import { systemPlaces } from './target-places.ts'
import { type FolderOptions, type LockFile, openWorkspaceFolder } from './workspace-folder.ts'

export interface NodeMachineOptions {
  /** Absolute. */
  readonly dataFolder: string
  readonly hostInfo: HostInfo
  readonly lockFile: LockFile
  readonly native?: NativeActs | null
  readonly presets?: readonly PresetFile[]
  /** Only for plays: seeded time and chance, and seasons that are practice seasons. */
  readonly clock?: Clock
  readonly random?: RandomSource
  readonly practice?: boolean
  readonly stateFolder?: FolderOptions['stateFolder']
  readonly placeOf?: FolderOptions['placeOf']
  /** Shared by the machines of a play, so that what one has checked the next need not. */
  readonly crypto?: Verification & KeyMaker
  /** Default: the incident log of the data folder. */
  readonly reportDefect?: AppDependencies['reportDefect']
}

/** What an application on Node is made of, for the composition roots (worker, command line, tests). */
export function nodeMachine(options: NodeMachineOptions): AppDependencies {
  const { dataFolder, hostInfo, lockFile } = options
  const crypto = options.crypto ?? createCrypto()
  // Keys and salts of the keyring are never seeded: a practice folder is a folder like any other.
  const tools = { crypto, random: systemRandom }
  const copies = createPrivateCopies(dataFolder, systemRandom)
  return {
    hostInfo,
    crypto,
    clock: options.clock ?? systemClock,
    elapsed: () => performance.now(),
    random: options.random ?? systemRandom,
    folder: lateFolder(dataFolder, () => {
      const { stateFolder, placeOf } = options
      const opened = openWorkspaceFolder({ folder: dataFolder, stateFolder, tools, lockFile, placeOf })
      // Only whoever holds the folder may say that a copy is nobody's any more.
      if (opened.ok) copies.removeAll()
      return opened
    }),
    copies,
    turns: systemTurns,
    targets: createFileTargets({ hasher: crypto, places: systemPlaces() }),
    wrapper: createSecretWrapper(systemRandom),
    passphrases: passphraseRules,
    presets: options.presets ?? bundledPresets,
    native: options.native ?? null,
    practice: options.practice ?? false,
    reportDefect: options.reportDefect ?? createIncidentLog(dataFolder).report,
  }
}
