import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runScore } from '../../../electron/cli/score.ts'

/** What `score --json` prints, as far as tests look at it. */
export interface PrintedScores {
  readonly subjects: readonly {
    readonly subject: string
    readonly points: number
    readonly assignedMax: number
    readonly percent: string | null
    readonly rank: number | null
    readonly criteria: readonly {
      readonly criterion: string
      readonly points: number | null
      readonly max: number
      readonly assigned: boolean
      readonly trace: { readonly state: string }
      readonly warnings: readonly { readonly code: string; readonly message: string }[]
    }[]
  }[]
  readonly problems: readonly {
    readonly row: number | null
    readonly column: string | null
    readonly code: string
    readonly message: string
  }[]
}

export interface CommandRun {
  readonly status: number
  readonly out: string
  readonly err: string
}

export async function runCommand(...args: readonly string[]): Promise<CommandRun> {
  let out = ''
  let err = ''
  const status = await runScore(args, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
  })
  return { status, out, err }
}

/** Scores a CSV (or its bytes) on a scale, both written to a temporary folder. */
export async function scoreFile(
  scale: unknown,
  csv: string | Uint8Array,
  ...more: readonly string[]
): Promise<CommandRun & { readonly printed: PrintedScores }> {
  const folder = mkdtempSync(join(tmpdir(), 'giaouoc-score-'))
  try {
    const [scaleFile, resultsFile] = [join(folder, 'scale.json'), join(folder, 'results.csv')]
    writeFileSync(scaleFile, typeof scale === 'string' ? scale : JSON.stringify(scale))
    writeFileSync(resultsFile, csv)
    const run = await runCommand('--scale', scaleFile, '--results', resultsFile, '--json', ...more)
    return { ...run, printed: JSON.parse(run.out) as PrintedScores } // the shape is what the tests then check
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The standard header, then the rows. */
export function csvOf(...rows: readonly string[]): string {
  return `${['subject,criterion,target,result,detail', ...rows].join('\n')}\n`
}
