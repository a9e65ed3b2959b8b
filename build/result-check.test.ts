import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkResults } from './result-check.ts'
import { probedSource } from './result-probes.ts'
import { projectRoot } from './scripts/support/project-root.ts'

/** Lines that throw a Result away. */
const planted = [
  'save(1)',
  'store.put(1)',
  'inferred()',
  'maybe?.put(1)',
  'void save(1)',
  'later(1)',
  'void later(1)',
  'await later(1)',
  'void (await later(1))',
  'later(1).finally(() => {})',
  'if (now) save(1)',
  'else store.put(1)',
  'for (const each of [1]) save(each)',
  'now && save(1)',
  'now ? save(1) : null',
  'maybe?.put(1) ?? save(1)',
  '[1].map((each) => save(each))',
  '[1].forEach((each) => save(each))',
  'setTimeout(() => save(1), 1)',
  'setTimeout(() => { save(1) }, 1)',
  'generic(1)',
  'store[key](1)',
  'table.get(1)!(1)',
  '(save(1))',
  'save(1), now',
  'new Keeper().keep(1)',
  'alias(1)',
  'union()',
  'await Promise.all([later(1), later(2)])',
  'later(1).then(() => { now = true })',
  'for (; now; save(1)) now = false',
  '[save(1)]',
  'const act: () => void = () => save(1)',
  'const taken = [1].map((each) => { save(each); return each })',
]

/** Lines that do not. */
const fine = [
  'const kept = save(1)',
  'if (save(1).ok) now = false',
  'expectOk(save(1))',
  'now = save(1).ok',
  'const all = [1].map((each) => save(each))',
  'const first = [1].map((each) => save(each)).find((each) => !each.ok)',
  'later(1).then((outcome) => expectOk(outcome))',
  'expectOk(await later(1))',
  'void later(1).then((outcome) => { now = outcome.ok })',
  'nothing()',
  'void soon().then(() => { now = true })',
  'await soon()',
  'void soon()',
  'certain(now); const narrowed: true = now',
  '[1].forEach(() => nothing())',
  'untyped()',
]

const prelude = `
type Result<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure }
interface Store { put(value: number): Result<null, 'full'> }
declare function save(value: number): Result<null, 'full'>
declare function later(value: number): Promise<Result<null, 'full'>>
declare function expectOk<Value>(result: Result<Value, unknown>): Value
declare function nothing(): void
declare function soon(): Promise<number>
declare function union(): Result<null, 'full'> | null
declare function untyped(): unknown
declare function certain(value: boolean): asserts value is true
declare const store: Store
declare const maybe: Store | undefined
declare const key: 'put'
declare const table: Map<number, Store['put']>
declare let now: boolean
const alias = store.put
const inferred = () => save(1)
function generic<Value>(value: Value) { return { ok: false, error: value } as Result<null, Value> }
class Keeper { keep(value: number) { return store.put(value) } }
export {}
`

const root = mkdtempSync(join(tmpdir(), 'giao-uoc-planted-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

function plant(file: string, lines: readonly string[]): void {
  mkdirSync(join(root, file, '..'), { recursive: true })
  writeFileSync(join(root, file), `${prelude}${lines.join(';\n')};\n`)
}

describe('the check for Results nobody looks at', () => {
  it('finds each planted one by file and line, and nothing else', async () => {
    symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'), 'junction')
    mkdirSync(join(root, 'build'))
    symlinkSync(join(projectRoot, 'build/tsconfig.base.json'), join(root, 'build/tsconfig.base.json'))
    plant('shared/planted.ts', planted)
    plant('shared/fine.ts', fine)
    plant('renderer/planted.tsx', ['export const button = <button onClick={() => save(1)} />'])
    const start = prelude.split('\n').length
    expect(await checkResults(root)).toEqual([
      `renderer/planted.tsx:${start}: a Result that nobody looks at`,
      ...planted.map((_, line) => `shared/planted.ts:${start + line}: a Result that nobody looks at`),
    ])
  }, 120_000)

  it('does not pass over what it cannot read', () => {
    expect(() => probedSource('a.ts', 'save(')).toThrow('a.ts')
  })
})
