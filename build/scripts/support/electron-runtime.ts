import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './project-root.ts'

const executableByPlatform: { readonly [platform: string]: string } = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
}

/** Electron's executable: from `ELECTRON_OVERRIDE_DIST_PATH`, else the package's own download; null where there is none. */
export function findElectron(): string | null {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const folder = override || join(projectRoot, 'node_modules', 'electron', 'dist')
  const file = join(folder, executableByPlatform[process.platform] ?? 'electron')
  return existsSync(file) ? file : null
}

/** True when a window could be shown. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
}

export function isRoot(): boolean {
  return process.getuid?.() === 0
}
