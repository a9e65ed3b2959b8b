import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  test as base,
  type ElectronApplication,
  _electron as electron,
  expect,
  type Page,
} from '@playwright/test'
import { findElectron } from '../../../build/scripts/support/electron-runtime.ts'
import { projectRoot } from '../../../build/scripts/support/project-root.ts'
import { type PageProblems, watchPage } from './page-problems.ts'

export const pageOrigin = 'app://giaouoc'

/** One machine in Electron. */
export interface ElectronMachine {
  readonly app: ElectronApplication
  readonly page: Page
  readonly dataFolder: string
  /** The person's own folder; shared by the machines of one test. */
  readonly home: string
}

/** Electron's executable; the tests are only run where there is one. */
export function electronExecutable(): string {
  const executable = findElectron()
  if (executable === null)
    throw new Error('Electron is not on this computer: set ELECTRON_OVERRIDE_DIST_PATH')
  return executable
}

/** Starts Electron on a data folder, the way `npm start` does. */
export function launchElectron(dataFolder: string, home: string): Promise<ElectronApplication> {
  return electron.launch({
    executablePath: electronExecutable(),
    args: [projectRoot, '--data', dataFolder],
    env: { ...definedEnvironment(), HOME: home, USERPROFILE: home },
  })
}

/** `openMachine('a')` starts a machine; the test fails on any console error, policy violation or foreign request. */
export const test = base.extend<{ openMachine: (name: string) => Promise<ElectronMachine> }>({
  // biome-ignore lint/correctness/noEmptyPattern: the test runner reads the names of fixtures off this pattern
  openMachine: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'giao-uoc-electron-'))
    const home = join(folder, 'home')
    mkdirSync(home)
    const apps: ElectronApplication[] = []
    const watched = new Map<string, PageProblems>()

    await use(async (name) => {
      const dataFolder = join(folder, name)
      const app = await launchElectron(dataFolder, home)
      apps.push(app)
      const page = await app.firstWindow()
      watched.set(name, watchPage(page, pageOrigin))
      // The window may have begun before anybody watched: once more from the start.
      await page.reload()
      return { app, page, dataFolder, home }
    })

    const problems = [...watched].flatMap(([name, { found }]) =>
      found.map((problem) => `${name}: ${problem}`),
    )
    await Promise.all(apps.map((app) => app.close()))
    rmSync(folder, { recursive: true, force: true })
    expect(problems).toEqual([])
  },
})

function definedEnvironment(): { readonly [name: string]: string } {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
