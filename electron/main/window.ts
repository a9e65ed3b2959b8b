import { fileURLToPath } from 'node:url'
import { BrowserWindow, dialog, type Session, type WebContents } from 'electron'
import { pageOrigin } from '../ipc/channels.ts'
import { isPage } from '../ipc/sender.ts'

export interface WindowOptions {
  readonly session: Session
  readonly preload: URL
  readonly isPackaged: boolean
}

/** The one window. */
export function createWindow({ session, preload, isPackaged }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Giao Ước',
    width: 1366,
    height: 768,
    minWidth: 800,
    minHeight: 600,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      session,
      preload: fileURLToPath(preload),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      safeDialogs: true,
      devTools: !isPackaged,
    },
  })
  window.once('ready-to-show', () => window.show())
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    dialog.showMessageBoxSync(window, {
      type: 'error',
      title: 'Giao Ước',
      message: 'Màn hình đã dừng đột ngột. Dữ liệu đã lưu vẫn còn nguyên.',
      detail: `The screen stopped unexpectedly (${reason}). Everything saved is still there.`,
      buttons: ['Mở lại'],
    })
    window.webContents.reload()
  })
  // A page with unsaved text that it could not send holds the window; only the person lets it go.
  window.webContents.on('will-prevent-unload', (event) => {
    const chosen = dialog.showMessageBoxSync(window, {
      type: 'warning',
      title: 'Giao Ước',
      message: 'Còn nội dung chưa lưu trên màn hình. Rời đi sẽ mất nội dung đó.',
      detail: 'There is unsaved text on the screen. Leaving loses it.',
      buttons: ['Ở lại', 'Rời đi'],
      defaultId: 0,
      cancelId: 0,
    })
    if (chosen === 1) event.preventDefault()
  })
  void window.loadURL(`${pageOrigin}/`)
  return window
}

/** Keeps any contents, whatever made them, where they are: no navigation, frame, window or webview. */
export function confine(contents: WebContents): void {
  const keep = (event: {
    preventDefault(): void
    readonly url: string
    readonly isMainFrame: boolean
  }): void => {
    // Reloading our own page is the one navigation there is.
    if (!event.isMainFrame || !isPage(event.url, pageOrigin)) event.preventDefault()
  }
  contents.on('will-navigate', keep)
  contents.on('will-frame-navigate', keep)
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}
