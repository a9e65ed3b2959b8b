import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'
import { browserArguments, findBrowser } from './scripts/support/browsers.ts'
import { isRoot } from './scripts/support/electron-runtime.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const browser = findBrowser()

/** Whole flows in a real browser against the loopback host. */
export default defineConfig({
  testDir: at('../tests/e2e'),
  testMatch: '**/*.e2e.ts',
  outputDir: at('../out/test/e2e'),
  reporter: [['list'], ['json', { outputFile: at('../out/test/e2e.json') }]],
  forbidOnly: process.env['CI'] !== undefined,
  workers: 2,
  timeout: 300_000,
  expect: { timeout: 30_000 },
  use: {
    browserName: 'chromium',
    viewport: { width: 1366, height: 768 },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    screenshot: 'only-on-failure',
    // Pictures of every step cost a third of the whole run; whoever looks for a fault asks for them: `--trace on`.
    trace: 'off',
    launchOptions: {
      args: [...browserArguments(isRoot())],
      ...(browser === null ? {} : { executablePath: browser }),
    },
  },
})
