import { findBrowser } from './browsers.ts'
import { findElectron, hasDisplay, isRoot } from './electron-runtime.ts'
import { runTool } from './run.ts'
import { canInstallPackages, installPackages, isDebian, isOnPath } from './system-packages.ts'

/** What the tests need beside Node, found or installed; `notes` says plainly what is left out, and why. */
export interface TestPrograms {
  /** Null: none could be had. */
  readonly browser: string | null
  readonly electron: ElectronTests
  readonly notes: readonly string[]
}

export type ElectronTests = 'direct' | 'virtualDisplay' | 'leftOut'

export async function prepareTestPrograms(): Promise<TestPrograms> {
  const notes: string[] = []
  const browser = findBrowser() ?? (await installBrowser())
  if (!(await hasPdfTools())) {
    notes.push(
      'PDF checks are left out: pdftotext and pdftoppm are missing (Debian: apt-get install poppler-utils)',
    )
  }
  if (!(await hasFaultTool())) {
    notes.push('Failing disks are not tried: strace is missing (Linux only; Debian: apt-get install strace)')
  }
  const electron = await electronTests(notes)
  return { browser, electron, notes }
}

export const browserMissing = [
  'Không tìm thấy Chromium, Chrome hay Edge. / No Chromium, Chrome or Edge was found. Any of:',
  '  Debian, as root:  apt-get install chromium',
  '  any system:       npx playwright install chromium',
  '  or set CHROMIUM_PATH to the executable of an installed one',
].join('\n')

async function installBrowser(): Promise<string | null> {
  if (process.env['CHROMIUM_PATH']) {
    console.error(`CHROMIUM_PATH names no file: ${process.env['CHROMIUM_PATH']}`)
    return null
  }
  // Ubuntu's package of that name is a snap, which a temporary profile cannot use.
  if (canInstallPackages() && isDebian()) await installPackages(['chromium'])
  else
    await runTool('@playwright/test', [
      'install',
      ...(canInstallPackages() ? ['--with-deps'] : []),
      'chromium',
    ])
  return findBrowser()
}

async function hasPdfTools(): Promise<boolean> {
  const here = (): boolean => isOnPath('pdftotext') && isOnPath('pdftoppm')
  return here() || (canInstallPackages() && (await installPackages(['poppler-utils'])) && here())
}

/** strace makes single system calls of a test's process fail. */
async function hasFaultTool(): Promise<boolean> {
  if (process.platform !== 'linux') return false
  const here = (): boolean => isOnPath('strace')
  return here() || (canInstallPackages() && (await installPackages(['strace'])) && here())
}

async function electronTests(notes: string[]): Promise<ElectronTests> {
  if (findElectron() === null) {
    notes.push(
      "Electron tests are left out: Electron's runtime is not here (npx install-electron, or ELECTRON_OVERRIDE_DIST_PATH)",
    )
    return 'leftOut'
  }
  if (hasDisplay()) return 'direct'
  if (isOnPath('xvfb-run') || (isRoot() && (await installPackages(['xvfb', 'xauth']))))
    return 'virtualDisplay'
  notes.push(
    'Electron tests are left out: there is no display and no xvfb-run (Debian: apt-get install xvfb xauth)',
  )
  return 'leftOut'
}
