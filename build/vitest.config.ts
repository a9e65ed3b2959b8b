import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: [
      '{shared,db,electron,renderer,build}/**/*.test.{ts,tsx}',
      'tests/{contract,exchange,fault,upgrade}/**/*.test.ts',
    ],
    testTimeout: 60_000,
    maxWorkers: 2,
  },
})
