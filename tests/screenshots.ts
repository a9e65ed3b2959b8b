import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { browserArguments, findBrowser } from '../build/scripts/support/browsers.ts'
import { isRoot } from '../build/scripts/support/electron-runtime.ts'
import { projectRoot } from '../build/scripts/support/project-root.ts'
import { callHost } from './e2e/support/call-host.ts'
import { openHost, startLoopback } from './e2e/support/loopback-process.ts'

/** `npm run screenshots`: README's pictures, taken anew from the practice season in a real browser. */
const folder = mkdtempSync(join(tmpdir(), 'giao-uoc-screens-'))
const pictures = join(projectRoot, 'build', 'screenshots')
mkdirSync(pictures, { recursive: true })
const host = await startLoopback(join(folder, 'data'), folder)
const executablePath = findBrowser()
const browser = await chromium.launch({
  args: [...browserArguments(isRoot())],
  ...(executablePath === null ? {} : { executablePath }),
})
const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' })

await openHost(page, host)
await take(page, 'first-start')
await callHost(page, 'practice.open', {})
await page.reload()
const screens = {
  overview: '#/',
  agreement: '#/agreement',
  sheets: '#/sheets',
  sheet: '#/sheets/6T/PX03/self',
  standings: '#/standings?round=Q1&cluster=1',
  exchange: '#/exchange?tab=export',
  rounds: '#/rounds',
  season: '#/season',
  'print-agreement': '#/print/agreement',
  'print-sheet': '#/print/sheet?round=Q1&subject=PV01',
  'print-standings': '#/print/standings?round=Q1&cluster=1',
}
for (const [name, address] of Object.entries(screens)) {
  await page.evaluate((hash) => {
    window.location.hash = hash
  }, address)
  await take(page, name)
}
await browser.close()
await host.stop()
rmSync(folder, { recursive: true, force: true })

/** Pictures are for people: wait until nothing loads and fonts are there. The stream of topics never ends loading. */
async function take(at: Page, name: string): Promise<void> {
  await at.locator('main').first().waitFor()
  await at.waitForTimeout(500)
  await at.evaluate(() => document.fonts.ready)
  await at.waitForFunction(
    () => document.querySelector('.mantine-Skeleton-root, .mantine-Loader-root') === null,
  )
  await at.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' })
}
