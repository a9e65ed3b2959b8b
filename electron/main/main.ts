import { fileURLToPath } from 'node:url'
import { app, type BrowserWindow, dialog, protocol } from 'electron'
import { pageScheme } from '../ipc/channels.ts'
import { createNativeActs } from '../platform/electron/native-acts.ts'
import { chosenDataFolder } from '../platform/node/data-folder.ts'
import { bundledPages } from '../platform/node/page-files.ts'
import { makePrivateByDefault } from '../platform/node/private-folder.ts'
import { startApp } from '../worker/app-client.ts'
import { electronFilesFolder } from './data-places.ts'
import { setMenu } from './menu.ts'
import { cutNetwork } from './network.ts'
import { createPageSession } from './page-session.ts'
import { routeCalls, routeTopics } from './routes.ts'
import { describeRefusal, readStart } from './start.ts'
import { confine, createWindow } from './window.ts'

/** Composition root of the Electron host. What must come before `ready` stands first. */
makePrivateByDefault()
// Electron's own `app.isPackaged` goes by the name of the executable; what matters is who loaded this file.
const isPackaged = process.defaultApp !== true
let window: BrowserWindow | null = null

const started = readStart({
  argv: process.argv,
  environment: process.env,
  platform: process.platform,
  isPackaged,
})
if (started.ok) prepare(chosenDataFolder(started.value.data))
else {
  const { vi, en } = describeRefusal(started.error)
  // Before `ready` this is a box of the system's own; on Linux a line of standard error.
  dialog.showErrorBox('Giao Ước', `${vi}\n\n${en}`)
  app.exit(1)
}

function prepare(dataFolder: string): void {
  // Without the sandbox switch it would cancel that switch and crash again and again (tests run as root need it).
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  cutNetwork()
  protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges: { standard: true, secure: true } }])
  const electronFiles = electronFilesFolder(dataFolder)
  app.setPath('userData', electronFiles)
  app.setPath('sessionData', electronFiles)
  if (!app.requestSingleInstanceLock()) {
    console.error(`Giao Ước: đang mở sẵn với thư mục này / already open with this folder: ${dataFolder}`)
    app.exit(1)
    return
  }
  app.on('web-contents-created', (_event, contents) => confine(contents))
  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore()
    window?.focus()
  })
  void app.whenReady().then(() => start(dataFolder))
}

function start(dataFolder: string): void {
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
