import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

/** A Chromium, Chrome or Edge of this computer: `CHROMIUM_PATH` first, then the usual places; null: none found. */
export function findBrowser(): string | null {
  const given = process.env['CHROMIUM_PATH']
  if (given) return existsSync(given) ? given : null
  return candidates().find((file) => existsSync(file)) ?? null
}

function candidates(): readonly string[] {
  switch (process.platform) {
    case 'win32':
      return windowsPlaces()
    case 'darwin':
      return [...macPlaces(), chromium.executablePath()]
    default:
      return [...onPath(linuxNames), '/opt/google/chrome/chrome', chromium.executablePath()]
  }
}

/** A snap's wrapper cannot be steered by tests from a temporary folder: `/snap` is left out by looking on the path last. */
const linuxNames = [
  'chromium',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'chromium-browser',
]

function onPath(names: readonly string[]): readonly string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.startsWith('/snap'))
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

function windowsPlaces(): readonly string[] {
  const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap(
    (name) => process.env[name] ?? [],
  )
  const programs = [
    'Google\\Chrome\\Application\\chrome.exe',
    'Chromium\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ]
  return [
    ...programs.flatMap((program) => roots.map((root) => join(root, program))),
    chromium.executablePath(),
  ]
}

function macPlaces(): readonly string[] {
  return [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ]
}

/** What a browser under test is started with: no traffic of its own, and as root it refuses to run sandboxed. */
export function browserArguments(isRoot: boolean): readonly string[] {
  return [
    ...(isRoot ? ['--no-sandbox'] : []),
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--no-first-run',
  ]
}
