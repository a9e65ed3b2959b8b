import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { isRoot } from '../../build/scripts/support/electron-runtime.ts'
import { projectRoot } from '../../build/scripts/support/project-root.ts'
import { electronExecutable, launchElectron, pageOrigin } from '../e2e/support/electron-machines.ts'

// What a page must not be able to do, tried from inside a page: the screen's own scripts count as the attacker.
const folder = mkdtempSync(join(tmpdir(), 'giao-uoc-walls-'))
const dataFolder = join(folder, 'a')
let app: ElectronApplication
let page: Page

test.beforeAll(async () => {
  app = await launchElectron(dataFolder, folder)
  page = await app.firstWindow()
  await expect(page.locator('#root')).not.toBeEmpty()
})
test.afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a page gets two frozen functions and nothing of Node', async () => {
  const seen = await page.evaluate(() => {
    const bridge = window.giaouoc
    return {
      names: Object.keys(bridge ?? {}).sort(),
      frozen: Object.isFrozen(bridge),
      replaced: Reflect.defineProperty(window, 'giaouoc', { value: null }),
      node: ['require', 'process', 'Buffer', 'module', 'global'].filter((name) => name in window),
    }
  })
  expect(seen).toEqual({ names: ['call', 'subscribe'], frozen: true, replaced: false, node: [] })
})

test('the window is sandboxed and isolated, and does not spell-check', async () => {
  const settings = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    // Electron has this method, but not its types.
    const typed = contents as unknown as { getLastWebPreferences(): { readonly [name: string]: unknown } }
    return { ...typed.getLastWebPreferences(), spelling: contents?.session.isSpellCheckerEnabled() }
  })
  expect(settings).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    spelling: false,
  })
})

test('every header of the page is in place', async () => {
  const policy = await app.evaluate(async ({ BrowserWindow }) => {
    const session = BrowserWindow.getAllWindows()[0]?.webContents.session
    const response = await session?.fetch('app://giaouoc/')
    return Object.fromEntries(response?.headers ?? [])
  })
  expect(policy).toMatchObject({
    'content-security-policy': expect.stringMatching(
      /^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w-]{22}'; img-src 'self' blob:; font-src 'self'; connect-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'$/,
    ),
    'x-content-type-options': 'nosniff',
  })
})

test('no script but the bundled ones runs', async () => {
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'window.inlineRan = true'
    document.body.append(script)
    const holder = document.createElement('div')
    holder.innerHTML = '<img onerror="window.inlineRan = true">'
    const image = holder.firstElementChild
    const failed = new Promise((resolve) => image?.addEventListener('error', resolve))
    image?.setAttribute('src', 'nothing')
    await failed
    return 'inlineRan' in window
  })
  expect(ran).toBe(false)
})

test('no page leads away', async () => {
  const navigations = await app.evaluateHandle(({ BrowserWindow }) => {
    const seen: { readonly url: string; readonly prevented: boolean }[] = []
    BrowserWindow.getAllWindows()[0]?.webContents.on('will-frame-navigate', (event) =>
      seen.push({ url: event.url, prevented: event.defaultPrevented }),
    )
    return seen
  })
  const addresses = ['https://example.com/', 'app://elsewhere/', `${pageOrigin}/other`]
  for (const address of addresses) {
    await page.evaluate((target) => {
      const link = document.createElement('a')
      link.href = target
      document.body.append(link)
      link.click()
    }, address)
  }
  await expect.poll(() => navigations.jsonValue()).toEqual(addresses.map((url) => ({ url, prevented: true })))
  expect(page.url().split('#')[0]).toBe(`${pageOrigin}/`)
})

test('no window, frame or webview opens', async () => {
  const opened = await page.evaluate(() => {
    const frame = document.createElement('iframe')
    frame.src = 'app://giaouoc/'
    const webview = document.createElement('webview')
    document.body.append(frame, webview)
    return {
      window: window.open('app://giaouoc/'),
      blank: window.open('about:blank'),
      webview: 'loadURL' in webview,
    }
  })
  expect(opened).toEqual({ window: null, blank: null, webview: false })
  expect(app.windows()).toHaveLength(1)
  expect(
    await page.evaluate(() => window.frames[0]?.location.href.startsWith('app:') ?? false).catch(() => false),
  ).toBe(false)
})

test('nothing leaves: no fetch, no socket, no other scheme, no name resolves', async () => {
  const reached = await page.evaluate(async () => {
    const tries = ['https://example.com/', 'http://127.0.0.1:9/', 'app://giaouoc/', 'file:///etc/passwd']
    const fetched = await Promise.all(
      tries.map((address) =>
        fetch(address).then(
          () => true,
          () => false,
        ),
      ),
    )
    return fetched
  })
  expect(reached).toEqual([false, false, false, false])
  const outside = await app.evaluate(async ({ BrowserWindow }) => {
    const session = BrowserWindow.getAllWindows()[0]?.webContents.session
    const load = (address: string) =>
      session?.fetch(address).then(
        (answer) => answer.status,
        (error) => String(error),
      )
    return Promise.all([
      load('https://example.com/'),
      load('file:///etc/passwd'),
      load('app://giaouoc/../../package.json'),
    ])
  })
  expect(outside).toEqual([expect.stringContaining('ERR_'), expect.stringContaining('ERR_'), 404])
  expect(await app.evaluate(({ app }) => app.commandLine.getSwitchValue('host-resolver-rules'))).toBe(
    'MAP * ~NOTFOUND',
  )
})

test('every permission and device is refused', async () => {
  const asked = await page.evaluate(async () => {
    const state = async (name: string) =>
      (await navigator.permissions.query({ name: name as PermissionName })).state // names newer than the types
    return {
      states: await Promise.all(
        ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'].map(state),
      ),
      media: await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => true,
        () => false,
      ),
      notification: await Notification.requestPermission(),
    }
  })
  expect(asked).toEqual({ states: Array(5).fill('denied'), media: false, notification: 'denied' })
})

test('nothing is downloaded', async () => {
  const downloads = await app.evaluateHandle(({ BrowserWindow }) => {
    const outcomes: { readonly prevented: boolean }[] = []
    const session = BrowserWindow.getAllWindows()[0]?.webContents.session
    session?.on('will-download', (event) => outcomes.push({ prevented: event.defaultPrevented }))
    return outcomes
  })
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob(['x']))
    link.download = 'x.txt'
    link.click()
  })
  await expect.poll(() => downloads.jsonValue()).toEqual([{ prevented: true }])
})

test('a message from anything but our page is refused', async () => {
  const preload = join(projectRoot, 'out', 'electron', 'preload.cjs')
  const refused = await app.evaluate(async ({ BrowserWindow }, script) => {
    const session = BrowserWindow.getAllWindows()[0]?.webContents.session
    const answers: unknown[] = []
    for (const address of ['about:blank', 'app://giaouoc/']) {
      const webPreferences = { preload: script, sandbox: true, ...(session === undefined ? {} : { session }) }
      const other = new BrowserWindow({ show: false, webPreferences })
      await other.loadURL(address)
      const call = `giaouoc.call({ id: '1', name: 'host.info', input: {} })`
      answers.push(await other.webContents.executeJavaScript(call))
      other.destroy()
    }
    return answers
  }, preload)
  const refusal = { id: '', ok: false, invalid: [{ path: 'sender', message: 'refused' }] }
  expect(refused).toEqual([refusal, refusal])
})

test('malformed messages get a typed refusal', async () => {
  const answers = await page.evaluate(async () => {
    const send = window.giaouoc?.call as (message: unknown) => Promise<unknown> // on purpose not what it takes
    const messages = [
      undefined,
      null,
      1,
      'text',
      [],
      {},
      { id: 1 },
      { id: '1', name: '__proto__', input: {} },
    ]
    return Promise.all(messages.map((message) => send(message)))
  })
  for (const answer of answers)
    expect(answer).toMatchObject({ ok: false, invalid: [{ message: expect.any(String) }] })
})

test('a second start on the same folder is refused', () => {
  const second = spawnSync(
    electronExecutable(),
    [...(isRoot() ? ['--no-sandbox'] : []), projectRoot, '--data', dataFolder],
    {
      encoding: 'utf8',
      timeout: 20_000,
    },
  )
  expect(second.status).toBe(1)
  expect(second.stderr).toContain('already open with this folder')
})
