/**
 * Who may import what, as data: the check (`build/scripts/check-zones.ts`) and the map in README are made of it.
 * The longest folder that holds a file is its zone. Type imports count like any other.
 */
export interface Zone {
  /** Folder from the project's root; `renderer/features/*` makes every folder below it a zone of its own. */
  readonly folder: string
  readonly purpose: string
  /** Folders it may import from, besides itself. `shared/*` is every zone below `shared`. */
  readonly imports: readonly string[]
  readonly packages: readonly string[]
  /** Modules of Node: none, all, or these. */
  readonly node: 'none' | 'all' | readonly string[]
}

const core = ['shared/kernel', 'shared/domain', 'shared/ledger', 'shared/exchange']
const screen = [
  'react',
  'react-dom',
  '@mantine/core',
  '@mantine/hooks',
  '@tabler/icons-react',
  'react-i18next',
]

export const zones: readonly Zone[] = [
  {
    folder: 'shared/kernel',
    purpose: 'result, brands, bytes, canonical JSON, exact decimals, ports',
    imports: [],
    packages: [],
    node: 'none',
  },
  {
    folder: 'shared/domain',
    purpose: 'season, unit, scale, assignment, agreement, sheet, round: shapes and their schemas',
    imports: ['shared/kernel'],
    packages: ['zod'],
    node: 'none',
  },
  {
    folder: 'shared/scoring',
    purpose: 'rules, traces, warnings, standings: exact and pure',
    imports: ['shared/kernel', 'shared/domain'],
    packages: [],
    node: 'none',
  },
  {
    folder: 'shared/ledger',
    purpose: 'record kinds, chains, validity as a function of the set, records → state',
    imports: ['shared/kernel', 'shared/domain'],
    packages: ['zod'],
    node: 'none',
  },
  {
    folder: 'shared/exchange',
    purpose: 'bundle codec, limits, import classification, receipts',
    imports: ['shared/kernel', 'shared/domain', 'shared/ledger'],
    packages: ['zod'],
    node: 'none',
  },
  {
    folder: 'shared/documents',
    purpose: 'what a printed document rests on, and its check code',
    imports: ['shared/kernel', 'shared/domain'],
    packages: [],
    node: 'none',
  },
  {
    folder: 'shared/contract',
    purpose: 'every call between screen and host, once; topics',
    imports: ['shared/*'],
    packages: ['zod'],
    node: 'none',
  },
  {
    folder: 'shared/messages',
    purpose: 'Vietnamese and English sentences for every refusal, warning and trace',
    imports: ['shared/*'],
    packages: [],
    node: 'none',
  },
  {
    folder: 'db',
    purpose: 'the synchronous store: ledger, projections, queries, staging, migrations',
    imports: ['db/sqlite', ...core],
    packages: [],
    node: 'none',
  },
  {
    folder: 'db/sqlite',
    purpose: 'the only place that knows SQLite: open, read pragmas back, transactions',
    imports: core,
    packages: ['better-sqlite3'],
    node: ['fs', 'path'],
  },
  {
    folder: 'electron/services',
    purpose: 'use cases, where the pure core and the database meet; ports for everything else',
    imports: ['shared/*', 'db', 'db/sqlite'],
    packages: ['zod'],
    node: 'none',
  },
  {
    folder: 'electron/host',
    purpose: 'createApp and the dispatcher: validate → authorise → service → envelope; knows no transport',
    imports: ['electron/services', 'shared/*', 'db', 'db/sqlite', 'build/presets'],
    packages: ['zod'],
    node: 'none',
  },
  {
    folder: 'electron/platform/node',
    purpose: 'ports on Node: files, removable drives, cryptography, clock, page files',
    imports: ['shared/*', 'electron/services', 'electron/host'],
    packages: ['@noble/curves', 'zod'],
    node: 'all',
  },
  {
    folder: 'electron/platform/electron',
    purpose: 'ports on Electron: native dialogs, printing',
    imports: ['electron/services', 'shared/*'],
    packages: ['electron'],
    node: 'none',
  },
  {
    folder: 'electron/worker',
    purpose: 'the application in one worker thread, and the client both hosts talk to it with',
    imports: ['electron/host', 'electron/services', 'electron/platform/node', 'shared/*', 'db', 'db/sqlite'],
    packages: ['zod'],
    node: 'all',
  },
  {
    folder: 'electron/main',
    purpose: 'the Electron host: window, security, native acts; routes bytes to the worker',
    imports: ['electron/ipc', 'electron/worker', 'electron/platform/*', 'shared/*'],
    packages: ['electron'],
    node: 'all',
  },
  {
    folder: 'electron/ipc',
    purpose: 'channel names and the sender check',
    imports: ['shared/*'],
    packages: ['electron'],
    node: 'none',
  },
  {
    folder: 'electron/preload',
    purpose: 'the two functions a window gets',
    imports: ['electron/ipc', 'shared/*'],
    packages: ['electron'],
    node: 'none',
  },
  {
    folder: 'electron/loopback',
    purpose: 'the same application for a plain browser on 127.0.0.1; never packaged',
    imports: ['electron/worker', 'electron/platform/node', 'shared/*'],
    packages: [],
    node: 'all',
  },
  {
    folder: 'electron/cli',
    purpose: 'headless: demo, verify, inspect, score, rank, import, export, rebuild',
    imports: [
      'electron/host',
      'electron/services',
      'electron/platform/node',
      'shared/*',
      'db',
      'db/sqlite',
      'build/presets',
      'package.json',
    ],
    packages: ['zod', 'papaparse'],
    node: 'all',
  },
  {
    folder: 'renderer/app',
    purpose: 'the window: start, navigation, theme; where features meet',
    imports: ['renderer/*', 'shared/*'],
    packages: [
      ...screen,
      '@tanstack/react-query',
      'zustand',
      'i18next',
      'get-nonce',
      '@fontsource/be-vietnam-pro',
      'zod',
    ],
    node: 'none',
  },
  {
    folder: 'renderer/features/*',
    purpose: 'one folder per topic: screens and their state; features never import each other',
    imports: ['renderer/transport', 'renderer/documents', 'renderer/ui', 'renderer/i18n', 'shared/*'],
    packages: [...screen, '@tanstack/react-query', 'zustand', 'i18next', 'papaparse'],
    node: 'none',
  },
  {
    folder: 'renderer/documents',
    purpose: 'templates of printed documents: preview, paper and PDF are one',
    imports: ['renderer/transport', 'renderer/ui', 'renderer/i18n', 'shared/*'],
    packages: [...screen, '@tanstack/react-query', 'uqr', '@fontsource/tinos'],
    node: 'none',
  },
  {
    folder: 'renderer/ui',
    purpose: 'parts every screen uses',
    imports: ['renderer/i18n', 'renderer/transport', 'shared/*'],
    packages: [...screen, '@tanstack/react-query', 'zustand'],
    node: 'none',
  },
  {
    folder: 'renderer/i18n',
    purpose: 'the words of the screens in Vietnamese and English; numbers, dates, search, sorting',
    imports: ['shared/*'],
    packages: ['i18next', 'react-i18next', 'zustand', 'react'],
    node: 'none',
  },
  {
    folder: 'renderer/transport',
    purpose: 'the way to the host: preload or HTTP; queries and commands with their types',
    imports: ['shared/*'],
    packages: ['react', '@tanstack/react-query', 'zustand', 'zod'],
    node: 'none',
  },
  {
    folder: 'build',
    purpose: 'configuration of the tools, scripts, packaging, decisions',
    imports: ['*'],
    packages: ['*'],
    node: 'all',
  },
  {
    folder: 'build/presets',
    purpose: 'the seasons and scales that come with the program, as data',
    imports: [],
    packages: [],
    node: 'none',
  },
  {
    folder: 'tests',
    purpose: 'what crosses folders: contract, exchange between machines, faults, end to end, bench',
    imports: ['*'],
    packages: ['*'],
    node: 'all',
  },
]

/** What a test beside the code may import on top of its zone: real neighbours, but never another host. */
export const testZone = {
  imports: [
    'tests',
    'shared/*',
    'db',
    'db/sqlite',
    'electron/services',
    'electron/platform/node',
    'build/presets',
  ],
  packages: ['vitest', 'fast-check', '@noble/curves', 'zod', 'better-sqlite3'],
  node: 'all',
} as const
