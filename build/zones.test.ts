import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { checkProject, checkSource } from './zone-check.ts'

const planted: readonly { readonly what: string; readonly file: string; readonly source: string }[] = [
  { what: 'a value', file: 'shared/kernel/a.ts', source: `import { openStore } from '../../db/open.ts'` },
  { what: 'a type', file: 'shared/kernel/a.ts', source: `import type { Season } from '../domain/season.ts'` },
  { what: 'an inline type', file: 'db/a.ts', source: `type T = import('../electron/host/app.ts').App` },
  { what: 'a re-export', file: 'shared/scoring/a.ts', source: `export { fold } from '../ledger/fold.ts'` },
  {
    what: 'a re-exported type',
    file: 'db/a.ts',
    source: `export type { X } from '../shared/contract/calls.ts'`,
  },
  { what: 'a whole re-export', file: 'electron/services/a.ts', source: `export * from '../host/app.ts'` },
  { what: 'a dynamic import', file: 'electron/host/a.ts', source: `await import('../main/main.ts')` },
  { what: 'a computed import', file: 'electron/services/a.ts', source: `await import(name)` },
  { what: 'a package', file: 'db/ledger/a.ts', source: `import Database from 'better-sqlite3'` },
  { what: "a package's type", file: 'shared/scoring/a.ts', source: `import type { z } from 'zod'` },
  {
    what: 'a module of Node',
    file: 'shared/ledger/a.ts',
    source: `import { createHash } from 'node:crypto'`,
  },
  { what: 'a bare module of Node', file: 'electron/cli/a.ts', source: `import { readFileSync } from 'fs'` },
  { what: 'require', file: 'electron/main/a.ts', source: `const driver = require('better-sqlite3')` },
  { what: 'import =', file: 'electron/services/a.ts', source: `import fs = require('node:fs')` },
  { what: 'a worker', file: 'db/a.ts', source: `new URL('../electron/worker/worker.ts', import.meta.url)` },
  { what: 'a reference', file: 'shared/kernel/a.ts', source: `/// <reference types="node" />` },
  { what: 'another feature', file: 'renderer/features/a/x.tsx', source: `import { B } from '../b/b.tsx'` },
  {
    what: 'the app from a feature',
    file: 'renderer/features/a/x.tsx',
    source: `import { B } from '../../app/b.tsx'`,
  },
  {
    what: 'a host from the screen',
    file: 'renderer/app/a.ts',
    source: `import '../../electron/host/app.ts'`,
  },
  { what: 'a test', file: 'renderer/ui/a.test.ts', source: `import '../../electron/main/main.ts'` },
  { what: 'no zone', file: 'electron/helpers/a.ts', source: '' },
]

const allowed: readonly { readonly file: string; readonly source: string }[] = [
  { file: 'shared/kernel/a.ts', source: `export { ok } from './result.ts'` },
  { file: 'shared/ledger/a.ts', source: `import type { Season } from '../domain/season.ts'` },
  { file: 'shared/ledger/a.test.ts', source: `import { createHash } from 'node:crypto'` },
  { file: 'db/sqlite/a.ts', source: `import Database from 'better-sqlite3'` },
  { file: 'renderer/features/a/x.tsx', source: `import { B } from './parts/b.tsx'` },
  { file: 'renderer/app/a.ts', source: `import { B } from '../features/b/b.tsx'` },
  { file: 'tests/e2e/a.ts', source: `await import(name)` },
]

describe('import zones', () => {
  it.each(planted)('finds $what', ({ file, source }) => {
    expect(checkSource(file, source)).toHaveLength(1)
  })

  it.each(allowed)('lets $file have $source', ({ file, source }) => {
    expect(checkSource(file, source)).toEqual([])
  })

  it('names file, line, form and border', () => {
    expect(checkSource('db/a.ts', `\nimport type { App } from '../electron/host/app.ts'`)).toEqual([
      'db/a.ts:2: import type of electron/host, which db may not use',
    ])
  })

  it('refuses to pass over a file it cannot read', () => {
    expect(() => checkSource('db/a.ts', 'import {')).toThrow('db/a.ts')
  })
})

describe('the walk over the project', () => {
  const root = mkdtempSync(join(tmpdir(), 'zones-'))
  afterEach(() => rmSync(root, { recursive: true }))

  it('reads every source, in every folder, components and tests too', () => {
    const files = ['shared/domain/deep/a.ts', 'renderer/ui/b.tsx', 'db/c.test.ts', 'electron/preload/d.cts']
    for (const file of files) {
      mkdirSync(dirname(join(root, file)), { recursive: true })
      writeFileSync(join(root, file), `import 'left-pad'`)
    }
    expect(checkProject(root).map((violation) => violation.split(':')[0])).toEqual([
      'shared/domain/deep/a.ts',
      'db/c.test.ts',
      'electron/preload/d.cts',
      'renderer/ui/b.tsx',
    ])
  })
})
