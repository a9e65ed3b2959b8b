import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { projectRoot } from '../../build/scripts/support/project-root.ts'

const folder = mkdtempSync(join(tmpdir(), 'giao-uoc-start-'))
const started: ChildProcess[] = []
test.afterAll(() => {
  for (const child of started) child.kill('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
})

test('npm start names a file that opens the application, and ends with Ctrl+C', async ({ page }) => {
  const start = startProgram(['--browser', '--no-open', '--data', join(folder, 'a')])
  await expect.poll(start.output, { timeout: 60_000 }).toMatch(/file:\/\/\S+\.html\n/)
  const entry = /file:\/\/\S+\.html/.exec(start.output())?.[0] ?? ''
  await page.goto(entry)
  await expect(page).toHaveTitle('Giao Ước')
  await expect(page.locator('#root')).not.toBeEmpty()
  start.child.kill('SIGINT')
  expect(await start.ended).toBe(0)
})

test('npm start falls back to the browser, and says so, where there is no display', async () => {
  test.skip(process.platform !== 'linux', 'other systems always have a display')
  const start = startProgram(['--data', join(folder, 'b')], { DISPLAY: '', WAYLAND_DISPLAY: '' })
  await expect.poll(start.output, { timeout: 60_000 }).toContain('Open this file in a browser')
  expect(start.output()).toContain('There is no display')
  start.child.kill('SIGTERM')
  expect(await start.ended).toBe(0)
})

function startProgram(options: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [join(projectRoot, 'build', 'run.mjs'), 'start', ...options], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.push(child)
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  return { child, ended, output: () => text }
}
