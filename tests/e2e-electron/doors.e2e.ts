import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test as plain } from '@playwright/test'
import { isRoot } from '../../build/scripts/support/electron-runtime.ts'
import { projectRoot } from '../../build/scripts/support/project-root.ts'
import { callHost } from '../e2e/support/call-host.ts'
import { electronExecutable, launchElectron, test } from '../e2e/support/electron-machines.ts'

const folder = mkdtempSync(join(tmpdir(), 'giao-uoc-doors-'))
plain.afterAll(() => rmSync(folder, { recursive: true, force: true }))
plain.skip(process.platform !== 'linux', 'modes and this layout of Electron are those of Linux')

test('whatever Chromium writes into the data folder is its owner’s alone', async ({ openMachine }) => {
  const { page, dataFolder, app } = await openMachine('a')
  await callHost(page, 'practice.open', {})
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Tổng quan' })).toBeVisible()
  expect(openTo(dataFolder)).toEqual([])
  await app.close()
  expect(openTo(dataFolder)).toEqual([])
})

plain('a folder that was open to others before is closed to them at the next start', async () => {
  const dataFolder = join(folder, 'old')
  const first = await launchElectron(dataFolder, folder)
  await callHost(await first.firstWindow(), 'practice.open', {})
  await first.close()
  execFileSync('chmod', ['-R', 'u=rwX,go=rX', dataFolder])
  expect(openTo(dataFolder)).not.toEqual([])
  const second = await launchElectron(dataFolder, folder)
  await callHost(await second.firstWindow(), 'workspace.status', {})
  expect(openTo(dataFolder)).toEqual([])
  await second.close()
})

plain('a folder of which that cannot be made true is refused on the screen', async () => {
  plain.skip(!isRoot(), 'only root can give a folder away')
  const dataFolder = join(folder, 'foreign')
  mkdirSync(dataFolder)
  execFileSync('chown', ['65534:65534', dataFolder])
  const app = await launchElectron(dataFolder, folder)
  const page = await app.firstWindow()
  await expect(page.getByText('Người khác trên máy đọc được thư mục dữ liệu')).toBeVisible()
  await app.close()
})

plain.describe('a packaged program', () => {
  const program = join(folder, 'packaged')
  plain.beforeAll(() => {
    // The same runtime under a name of its own, with the application where packages have it.
    const runtime = dirname(electronExecutable())
    execFileSync('cp', ['-rl', runtime, program])
    const application = join(program, 'resources', 'app')
    mkdirSync(application)
    for (const part of ['package.json', 'out'])
      cpSync(join(projectRoot, part), join(application, part), {
        recursive: true,
        filter: (from) => !from.includes('/out/test'),
      })
    symlinkSync(join(projectRoot, 'node_modules'), join(application, 'node_modules'))
  })

  const start = (argv: readonly string[], environment: NodeJS.ProcessEnv = {}) => {
    const binary = ['electron-bin', 'electron']
      .map((name) => join(program, name))
      .find((file) => existsSync(file))
    return spawnSync(binary ?? '', [...argv], {
      encoding: 'utf8',
      timeout: 30_000,
      env: { ...process.env, HOME: folder, ...environment },
    })
  }

  plain('starts with nothing that is not on its list', () => {
    const dataFolder = join(folder, 'never')
    const tries = [
      ['--data', dataFolder, '--remote-debugging-port=9222'],
      ['--data', dataFolder, '--js-flags=--expose-gc'],
      ['--data', dataFolder, '--a-switch-of-next-year'],
      ['--data', dataFolder, '--', 'x'],
      ['--data', '--no-sandbox'],
    ]
    for (const argv of tries) {
      const ended = start(isRoot() ? ['--no-sandbox', ...argv] : argv)
      expect(ended.status, argv.join(' ')).toBe(1)
      expect(ended.stderr, argv.join(' ')).toContain('Giao Ước does not start with')
    }
    expect(existsSync(dataFolder)).toBe(false)
  })

  plain('does not start where the environment could bring code in', () => {
    const module = join(folder, 'planted.cjs')
    writeFileSync(module, '')
    chmodSync(module, 0o644)
    const ended = start(isRoot() ? ['--no-sandbox'] : [], { NODE_OPTIONS: `--require ${module}` })
    expect([ended.status, ended.stderr]).toEqual([1, expect.stringContaining('NODE_OPTIONS')])
  })
})

function openTo(place: string): readonly string[] {
  const found = execFileSync('find', [place, '-perm', '/077', '!', '-type', 'l'], { encoding: 'utf8' })
  return found.split('\n').filter((path) => path !== '')
}
