import { Menu } from 'electron'

/**
 * Zoom and full screen need menu items to have keys. Editing keys are the page's own on Windows and Linux; a menu
 * would take Ctrl+Z away from the score sheet.
 */
export function setMenu(isPackaged: boolean): void {
  const tools = isPackaged ? [] : [{ role: 'toggleDevTools' as const }, { role: 'forceReload' as const }]
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }, { role: 'editMenu' as const }] : []),
      {
        label: 'Hiển thị',
        submenu: [
          { role: 'zoomIn', label: 'Phóng to', accelerator: 'CommandOrControl+=' },
          { role: 'zoomOut', label: 'Thu nhỏ' },
          { role: 'resetZoom', label: 'Cỡ thường' },
          { role: 'togglefullscreen', label: 'Toàn màn hình' },
          ...tools,
        ],
      },
    ]),
  )
}
