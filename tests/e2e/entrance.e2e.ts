import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from '@playwright/test'
import { enterHost, tokenIn } from '../support/enter-host.ts'
import { callHost } from './support/call-host.ts'
import { openHost, startLoopback } from './support/loopback-process.ts'
import { test } from './support/machines.ts'

test('the page hands its token over once; reload, and a second tab, go on working', async ({
  openMachine,
}) => {
  const { page, host } = await openMachine('a')
  await page.reload()
  expect(await callHost(page, 'host.info', {})).toMatchObject({ host: 'loopback' })
  const tab = await page.context().newPage()
  await tab.goto(host.origin)
  await expect(tab.locator('#root')).not.toBeEmpty()
  expect(await callHost(tab, 'host.info', {})).toMatchObject({ host: 'loopback' })

  const token = tokenIn(host.entry)
  expect((await enterHost(host.origin, token))['x-giaouoc-key']).not.toBe('')
  expect((await enterHost(host.origin, token))['x-giaouoc-key']).toBe('')
  expect(tokenIn(host.entry)).not.toBe(token)
})

test('a screen hears at once of what another tab did', async ({ openMachine }) => {
  const { page, host } = await openMachine('a')
  await callHost(page, 'practice.open', {})
  const tab = await page.context().newPage()
  await tab.goto(host.origin)
  await expect(tab.getByRole('heading', { name: 'Tổng quan' })).toBeVisible()
  await callHost(page, 'workspace.lock', {})
  await expect(tab.getByRole('button', { name: 'Mở khóa' })).toBeVisible()
})

test('a browser that was not handed a token gets nothing', async ({ openMachine, browser }) => {
  const { host } = await openMachine('a')
  const stranger = await (await browser.newContext()).newPage()
  const answer = await stranger.goto(host.origin)
  expect([answer?.status(), await stranger.title()]).toEqual([403, ''])
  await stranger.context().close()
})

test('another user of the computer finds no token anywhere', async ({ openMachine }) => {
  test.skip(process.platform !== 'linux', 'the lists of arguments are read from /proc')
  const { host } = await openMachine('a')
  const token = tokenIn(host.entry)
  const file = fileURLToPath(host.entry)
  expect(token).toMatch(/^[\w-]{32}$/)
  expect([statSync(file).mode & 0o777, statSync(dirname(file)).mode & 0o777]).toEqual([0o600, 0o700])
  const held = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => [`/proc/${pid}/cmdline`, `/proc/${pid}/environ`])
    .filter((place) => contentOf(place).includes(token))
  expect(held).toEqual([])
  if (process.getuid?.() === 0) {
    expect(() => execFileSync('cat', [file], { uid: 65_534, gid: 65_534, stdio: 'pipe' })).toThrow(/denied/)
  }
})

test('everything in the data folder is its owner’s alone', async ({ openMachine }) => {
  test.skip(process.platform === 'win32', 'Windows has access lists instead')
  const { page, dataFolder } = await openMachine('a')
  await callHost(page, 'practice.open', {})
  const open = execFileSync('find', [dataFolder, '-perm', '/077', '!', '-type', 'l'], { encoding: 'utf8' })
  expect(open).toBe('')
})

test('a folder of other things is refused on the screen, and nothing is put into it', async ({
  page,
}, testInfo) => {
  const folder = testInfo.outputPath('theses')
  for (const name of ['copies', 'archive', 'incoming']) {
    mkdirSync(join(folder, name), { recursive: true })
    writeFileSync(join(folder, name, 'thesis.txt'), name)
  }
  chmodSync(folder, 0o700)
  const before = readdirSync(folder, { recursive: true })
  const host = await startLoopback(folder, testInfo.outputPath('home'))
  await openHost(page, host)
  await expect(page.getByText('Thư mục này chứa những thứ khác')).toBeVisible()
  await page.screenshot({ path: testInfo.outputPath('refused.png') })
  expect(dirname(fileURLToPath(host.entry))).not.toContain(folder)
  await host.stop()
  expect(readdirSync(folder, { recursive: true })).toEqual(before)
})

function contentOf(place: string): string {
  try {
    return readFileSync(place, 'latin1')
  } catch {
    return '' // ended meanwhile
  }
}
