import { type BrowserWindow, dialog } from 'electron'
import type { NativeActs } from '../../services/native-acts.ts'

/** Dialogs and printing of the window; `window` gives it as it is now, null when it has been closed. */
export function createNativeActs(window: () => BrowserWindow | null): NativeActs {
  const present = (): BrowserWindow => {
    const shown = window()
    if (shown === null || shown.isDestroyed()) throw new Error('there is no window')
    return shown
  }
  return {
    choose: async (what) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(present(), dialogs[what])
      return canceled || filePaths.length === 0 ? null : filePaths
    },
    // The style sheet decides paper, margins and page numbers: preview, paper and PDF are one.
    printPdf: () =>
      present().webContents.printToPDF({
        preferCSSPageSize: true,
        printBackground: true,
        generateTaggedPDF: true,
      }),
    print: () =>
      new Promise((resolve, reject) => {
        present().webContents.print({ printBackground: true }, (printed, reason) => {
          // Cancelling the system's dialog is a choice, not a fault.
          if (printed || reason === 'cancelled' || reason === 'Print job canceled') resolve()
          else reject(new Error(reason))
        })
      }),
  }
}

const dialogs = {
  folder: { title: 'Chọn thư mục', properties: ['openDirectory', 'createDirectory', 'promptToCreate'] },
  bundles: {
    title: 'Chọn gói dữ liệu',
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: 'Gói dữ liệu', extensions: ['giaouoc'] },
      { name: 'Mọi tệp', extensions: ['*'] },
    ],
  },
} satisfies Record<'folder' | 'bundles', Electron.OpenDialogOptions>
