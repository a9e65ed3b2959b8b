import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The same application in Electron: what only this host does, and its walls. */
export default defineConfig({
  testDir: at('../tests/e2e-electron'),
  testMatch: '**/*.e2e.ts',
  outputDir: at('../out/test/e2e-electron'),
  reporter: [['list'], ['json', { outputFile: at('../out/test/e2e-electron.json') }]],
  forbidOnly: process.env['CI'] !== undefined,
  workers: 1,
  timeout: 300_000,
  expect: { timeout: 30_000 },
})
