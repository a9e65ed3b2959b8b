import type { Output } from '../../electron/cli/output.ts'

export interface VerbOutcome {
  readonly status: number
  readonly out: string
  readonly err: string
  /** What was printed, where `--json` was asked for. */
  readonly json: unknown
}

/** Runs a verb of the command line and gives what it printed and its exit status. */
export async function runVerb(
  verb: (args: readonly string[], io: Output) => Promise<number>,
  ...args: readonly string[]
): Promise<VerbOutcome> {
  let out = ''
  let err = ''
  const status = await verb(args, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
  })
  return { status, out, err, json: args.includes('--json') && out !== '' ? JSON.parse(out) : null }
}
