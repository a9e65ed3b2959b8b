import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildApplication } from './build-application.ts'
import { projectRoot } from './project-root.ts'
import { run, runTool, toolCommand } from './run.ts'
import {
  countsOf,
  oneFailure,
  playwrightCounts,
  sumCounts,
  type TestCounts,
  vitestCounts,
} from './test-counts.ts'
import { browserMissing, prepareTestPrograms, type TestPrograms } from './test-programs.ts'

const reports = join(projectRoot, 'out', 'test')

/**
 * Runs every test there is: unit and property tests, then the built application in a browser, then in Electron. Ends
 * with one line of counts over all runners. True: nothing failed.
 */
export async function runAllTests(): Promise<boolean> {
  const programs = await prepareTestPrograms()
  for (const note of programs.notes) console.log(`note: ${note}`)
  if (programs.browser === null) {
    console.error(browserMissing)
    return false
  }
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })

  const counts = [await unitTests()]
  heading('build')
  if (await buildApplication())
    counts.push(await browserTests(programs.browser), ...(await electronTests(programs)))
  else counts.push(oneFailure)

  const { passed, failed, skipped } = sumCounts(counts)
  for (const note of programs.notes) console.log(`note: ${note}`)
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`)
  return failed === 0
}

async function unitTests(): Promise<TestCounts> {
  const report = join(reports, 'unit.json')
  heading('unit, property and contract tests')
  const status = await runTool('vitest', [
    'run',
    '--config',
    'build/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  return countsOf(report, status, vitestCounts)
}

async function browserTests(browser: string): Promise<TestCounts> {
  heading(`end to end in ${browser}`)
  const args = ['test', '--config', 'build/playwright.config.ts']
  const status = await runTool('@playwright/test', args, { env: { CHROMIUM_PATH: browser } })
  return countsOf(join(reports, 'e2e.json'), status, playwrightCounts)
}

async function electronTests({ electron }: TestPrograms): Promise<readonly TestCounts[]> {
  if (electron === 'leftOut') return []
  heading('end to end in Electron')
  const [program, args] = toolCommand('@playwright/test', [
    'test',
    '--config',
    'build/playwright-electron.config.ts',
  ])
  const status =
    electron === 'direct' ? await run(program, args) : await run('xvfb-run', ['-a', program, ...args])
  return [countsOf(join(reports, 'e2e-electron.json'), status, playwrightCounts)]
}

function heading(text: string): void {
  console.log(`\n── ${text}`)
}
