import type { HostInfo } from '../../shared/contract/workspace.ts'
import type { App } from './app.ts'

export type { App, Caller } from './app.ts'

/** What one machine is made of. Only composition roots build this (`electron/platform/node`). */
export interface AppDependencies {
  readonly hostInfo: HostInfo
}

/** Builds the application: services and store behind one typed contract. */
export function createApp(_dependencies: AppDependencies): App {
  throw new Error('not wired yet')
}
