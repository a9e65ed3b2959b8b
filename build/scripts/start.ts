import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { chosenDataFolder } from '../../electron/platform/node/data-folder.ts'
import { findBrowser } from './support/browsers.ts'
import { buildApplication } from './support/build-application.ts'
import { downloadElectron } from './support/electron-download.ts'
import { findElectron, hasDisplay, isRoot } from './support/electron-runtime.ts'
import { projectRoot } from './support/project-root.ts'

const usage = `npm start [-- options]
  --data DIR   thư mục dữ liệu; một thư mục là một máy / the data folder; one folder is one machine
  --browser    chạy trong trình duyệt thay vì Electron / in a browser instead of Electron
  --port N     cổng cho trình duyệt / port for the browser
  --no-open    chỉ in tên tệp cần mở / only print the file to open`

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '0' },
    browser: { type: 'boolean', default: false },
    'no-open': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(usage)
  process.exit(0)
}
const dataFolder = chosenDataFolder(values.data)

const electron = values.browser ? null : await electronHere()
if (!(await buildApplication(electron === null ? ['renderer'] : undefined))) process.exit(1)
console.log(`Dữ liệu / data: ${dataFolder}`)
if (electron === null) startBrowserHost()
else startElectron(electron)

/** Electron's executable, or null after saying why the browser is used instead. */
async function electronHere(): Promise<string | null> {
  if (!hasDisplay()) {
    console.log(
      'Không có màn hình: chạy cho trình duyệt. / There is no display: serving a browser instead of Electron.',
    )
    return null
  }
  const executable = findElectron() ?? (await downloadElectron())
  if (executable === null) {
    console.log('Không có Electron và không tải được: mở trong trình duyệt.')
    console.log('Electron is not here and cannot be downloaded: opening a browser instead.')
  }
  return executable
}

function startElectron(executable: string): void {
  // Chromium refuses to run sandboxed as root; the packaged application refuses this switch.
  const sandbox = isRoot() ? ['--no-sandbox'] : []
  follow(spawn(executable, [...sandbox, projectRoot, '--data', dataFolder], { stdio: 'inherit' }))
}

function startBrowserHost(): void {
  const script = join(projectRoot, 'electron', 'loopback', 'main.ts')
  const host = spawn(process.execPath, [script, '--data', dataFolder, '--port', values.port], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  createInterface({ input: host.stdout }).once('line', (page) => {
    // The token stands in that file, which only this person can read, and in nobody's list of arguments.
    console.log(`\n  ${page}\n`)
    const browser = values['no-open'] || !hasDisplay() ? null : findBrowser()
    if (browser === null)
      console.log('Hãy mở tệp này trong trình duyệt. / Open this file in a browser. (Ctrl+C)')
    else openIn(browser, page)
  })
  follow(host)
}

function openIn(browser: string, address: string): void {
  const sandbox = isRoot() ? ['--no-sandbox'] : []
  const child = spawn(browser, [...sandbox, address], { stdio: 'ignore', detached: true })
  child.on('error', () => console.log(`Không mở được ${browser}. / Could not open ${browser}.`))
  child.unref()
}

/** Ends with the host, and ends it in its own time: it closes the database first. */
function follow(host: ChildProcess): void {
  // On Windows Ctrl+C reaches the host by itself, and `kill` would cut it off.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => process.platform === 'win32' || host.kill(signal))
  }
  host.once('error', (error) => {
    console.error(error.message)
    process.exit(1)
  })
  host.once('exit', (code) => process.exit(code ?? 0))
}
