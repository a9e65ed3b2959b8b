import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ProbedSource, probedSource, probeName } from './result-probes.ts'
import { runToolForText } from './scripts/support/run.ts'
import { checkedFolders, listSources } from './sources.ts'

/**
 * Finds every Result that nobody looks at: one sentence each. The compiler has no API to ask, so it is given a copy
 * of the sources in which each thrown-away value is asked about (`result-probes.ts`), and its complaints are the
 * answers. So inferred types, interfaces, generics and promises all count, with no list of names to keep.
 */
export async function checkResults(root: string): Promise<readonly string[]> {
  const copy = mkdtempSync(join(tmpdir(), 'giao-uoc-results-'))
  try {
    const probedByFile = copyProbed(root, copy)
    writeFileSync(join(copy, 'probe.d.ts'), probeDeclaration)
    writeFileSync(join(copy, 'tsconfig.json'), JSON.stringify(configuration(root)))
    const output = await runToolForText('typescript', ['-p', '.', '--pretty', 'false'], copy)
    return sentencesOf(output, probedByFile)
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

/** Sources with their questions, and everything else they may name as it is. */
function copyProbed(root: string, copy: string): ReadonlyMap<string, ProbedSource> {
  const folders = checkedFolders.filter((folder) => existsSync(join(root, folder)))
  for (const entry of [...folders, 'package.json']) {
    if (existsSync(join(root, entry))) cpSync(join(root, entry), join(copy, entry), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  const probedByFile = new Map<string, ProbedSource>()
  for (const file of folders.flatMap(listSources(root))) {
    const probed = probedSource(file, readFileSync(join(root, file), 'utf8'))
    if (probed.probes.length === 0) continue
    probedByFile.set(file, probed)
    writeFileSync(join(copy, file), probed.text)
  }
  return probedByFile
}

/** All folders at once: what one of them may use another may too, since only Results are asked about here. */
function configuration(root: string): object {
  return {
    extends: join(root, 'build/tsconfig.base.json'),
    compilerOptions: {
      module: 'preserve',
      moduleResolution: 'bundler',
      lib: ['es2024', 'dom', 'dom.iterable'],
      types: ['node', 'vite/client'],
      jsx: 'react-jsx',
      paths: { 'better-sqlite3': ['./node_modules/better-sqlite3/index.d.ts'] },
      // A question behind a call that never returns is not reached.
      allowUnreachableCode: true,
      noUnusedLocals: false,
      noUnusedParameters: false,
    },
    include: [
      'probe.d.ts',
      ...checkedFolders.flatMap((folder) => [`${folder}/**/*.ts`, `${folder}/**/*.tsx`]),
    ],
  }
}

/** With a Result it asks for an argument that no call gives. */
const probeDeclaration = `
type HoldsResult<Value> = 0 extends 1 & Value
  ? never
  : Value extends { readonly ok: false; readonly error: unknown }
    ? true
    : Value extends PromiseLike<infer Settled>
      ? HoldsResult<Settled>
      : Value extends readonly (infer Item)[]
        ? HoldsResult<Item>
        : never
declare function ${probeName}<Value>(
  value: Value,
  ...answer: [HoldsResult<Value>] extends [never] ? [] : [lookAtThisResult: never]
): void
`

function sentencesOf(output: string, probedByFile: ReadonlyMap<string, ProbedSource>): readonly string[] {
  const sentences = output.split('\n').flatMap((message) => {
    const place = /^(.+?)\((\d+),(\d+)\): error (TS\d+): /.exec(message)
    if (place === null) return /error TS\d+/.test(message) ? [message] : []
    const [, path = '', row, column, code] = place
    const file = path.replaceAll('\\', '/')
    const probed = probedByFile.get(file)
    const at = offsetOf(probed?.text ?? '', Number(row), Number(column))
    const probe = probed?.probes.findLast(({ from, to }) => from <= at && at < to)
    // Anything else the compiler says of the copy may leave questions unanswered.
    return probe === undefined || code !== 'TS2554'
      ? [`${file}: cannot be checked before its types hold`]
      : [`${file}:${probe.line}: a Result that nobody looks at`]
  })
  return [...new Set(sentences)]
}

function offsetOf(text: string, row: number, column: number): number {
  const before = text.split('\n').slice(0, row - 1)
  return before.reduce((length, line) => length + line.length + 1, 0) + column - 1
}
