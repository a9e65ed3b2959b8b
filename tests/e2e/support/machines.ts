import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { type LoopbackProcess, openHost, startLoopback } from './loopback-process.ts'
import { type PageProblems, watchPage } from './page-problems.ts'

/** One machine of the story: a data folder, its host, and a browser of its own that looks at it. */
export interface Machine {
  readonly page: Page
  readonly dataFolder: string
  /** The person's own folder; all machines of one test share it, as they would share a stick. */
  readonly home: string
  readonly host: LoopbackProcess
}

/** `openMachine('a')` starts a machine; the test fails on any console error, policy violation or foreign request. */
export const test = base.extend<{ openMachine: (name: string) => Promise<Machine> }>({
  openMachine: async ({ browser }, use, testInfo) => {
    const folder = mkdtempSync(join(tmpdir(), 'giao-uoc-e2e-'))
    const home = join(folder, 'home')
    mkdirSync(home)
    const hosts: LoopbackProcess[] = []
    const watched = new Map<string, PageProblems>()
    const { viewport, locale, timezoneId } = testInfo.project.use

    await use(async (name) => {
      const dataFolder = join(folder, name)
      const host = await startLoopback(dataFolder, home)
      hosts.push(host)
      const context = await browser.newContext({
        ...(viewport === undefined ? {} : { viewport }),
        ...(locale === undefined ? {} : { locale }),
        ...(timezoneId === undefined ? {} : { timezoneId }),
      })
      const page = await context.newPage()
      watched.set(name, watchPage(page, host.origin, host.entry))
      await openHost(page, host)
      return { page, dataFolder, home, host }
    })

    const problems = [...watched].flatMap(([name, { found }]) =>
      found.map((problem) => `${name}: ${problem}`),
    )
    await Promise.all(hosts.map((host) => host.stop()))
    rmSync(folder, { recursive: true, force: true })
    expect(problems).toEqual([])
  },
})
