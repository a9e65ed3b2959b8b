import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { app, type BrowserWindow, dialog, protocol } from 'electron'
import { pageScheme } from '../ipc/channels.ts'
import { createNativeActs } from '../platform/electron/native-acts.ts'
import { chosenDataFolder } from '../platform/node/data-folder.ts'
import { bundledPages } from '../platform/node/page-files.ts'
import { startApp } from '../worker/app-client.ts'
import { electronFilesFolder } from './data-places.ts'
import { setMenu } from './menu.ts'
import { cutNetwork } from './network.ts'
import { createPageSession } from './page-session.ts'
import { routeCalls, routeTopics } from './routes.ts'
import { dangerousSwitches } from './switches.ts'
import { confine, createWindow } from './window.ts'

/** Composition root of the Electron host. What must come before `ready` stands first. */
// Electron's own `app.isPackaged` goes by the name of the executable; what matters is who loaded this file.
const isPackaged = process.defaultApp !== true
const dangers = dangerousSwitches(process.argv)
if (isPackaged && dangers.length > 0) {
  console.error(`Giao Ước: not started with --${dangers.join(' --')}`)
  app.exit(1)
}
// Without the sandbox switch it would cancel that switch and crash again and again (tests run as root need it).
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
cutNetwork()
protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges: { standard: true, secure: true } }])

const { values } = parseArgs({
  args: process.argv.slice(1),
  options: { data: { type: 'string' } },
  strict: false,
})
const dataFolder = chosenDataFolder(typeof values.data === 'string' ? values.data : undefined)
const electronFiles = electronFilesFolder(dataFolder)
app.setPath('userData', electronFiles)
app.setPath('sessionData', electronFiles)

let window: BrowserWindow | null = null

if (app.requestSingleInstanceLock()) {
  app.on('web-contents-created', (_event, contents) => confine(contents))
  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore()
    window?.focus()
  })
  void app.whenReady().then(start)
} else {
  console.error(`Giao Ước: đang mở sẵn với thư mục này / already open with this folder: ${dataFolder}`)
  app.exit(1)
}

function start(): void {
  setMenu(isPackaged)
  const pages = bundledPages(fileURLToPath(new URL('../renderer', import.meta.url)), 'none')
  const client = startApp(
    new URL('./worker.js', import.meta.url),
    {
      dataFolder,
      hostInfo: {
        host: 'electron',
        version: app.getVersion(),
        printing: { kind: 'hostPdf' },
        chooser: { kind: 'native' },
      },
    },
    createNativeActs(() => window),
  )
  client.onLost((reason) => {
    console.error(reason)
    dialog.showErrorBox(
      'Giao Ước',
      `Chương trình đã dừng vì lỗi bên trong. Dữ liệu đã lưu vẫn còn nguyên.\n\n${reason}`,
    )
    app.exit(1)
  })
  routeCalls(client, () => window)
  routeTopics(client, () => window)
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    event.preventDefault()
    void client.dispose().finally(() => app.exit(0))
  })
  window = createWindow({
    session: createPageSession(pages, isPackaged),
    preload: new URL('./preload.cjs', import.meta.url),
    isPackaged,
  })
  window.on('closed', () => {
    window = null
  })
}
