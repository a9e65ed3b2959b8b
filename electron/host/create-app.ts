import type { HostInfo } from '../../shared/contract/workspace.ts'
import type { Clock, KeyMaker, RandomSource, Verification } from '../../shared/kernel/ports.ts'
import type { PresetFile } from '../services/presets.ts'
import type { App } from './app.ts'

/** What only a host with windows can do; null in `AppDependencies.native` where there are none. */
export interface NativeActs {
  /** Paths a person chose, or null when the dialog was cancelled. */
  choose(what: 'folder' | 'bundles'): Promise<readonly string[] | null>
  /** The document on screen as the bytes of a PDF. */
  printPdf(): Promise<Uint8Array>
  print(): Promise<void>
}

/** What one machine is made of. Only composition roots build this (`electron/platform/node`). */
export interface AppDependencies {
  /** Absolute. One folder is one machine. */
  readonly dataFolder: string
  readonly hostInfo: HostInfo
  readonly crypto: Verification & KeyMaker
  readonly clock: Clock
  readonly random: RandomSource
  readonly presets: readonly PresetFile[]
  readonly native: NativeActs | null
  /** Keeps a defect where people can find it, under an incident id. Must not throw. */
  readonly reportDefect: (call: string, thrown: unknown) => string
}

/** Builds the application: services and store behind one typed contract. */
export function createApp(_dependencies: AppDependencies): App {
  throw new Error('not wired yet')
}
