import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** How often each flow is killed; a full run sets GIAOUOC_KILLS, and no other needs much time. */
export const kills = Number(process.env['GIAOUOC_KILLS'] ?? 25)

/** And those that unlock a machine each time. */
export const slowKills = Number(process.env['GIAOUOC_KILLS'] ?? 8)

/** Moments are drawn from a seed, which a failing test prints: `GIAOUOC_SEED` draws the same ones again. */
export const seed = Number(process.env['GIAOUOC_SEED'] ?? Date.now() % 2 ** 31)

export interface Moment {
  /** Lines of the program to wait for, so that a busy machine gets equally far. */
  readonly lines: number
  /** And then milliseconds. */
  readonly delay: number
}

export function moments(mostLines: number, longestDelay: number): () => Moment {
  let state = seed
  const draw = (): number => {
    // Numerical Recipes' linear congruential generator: anything spread out will do.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  return () => ({ lines: 1 + Math.floor(draw() * mostLines), delay: draw() * longestDelay })
}

/**
 * Starts a program and kills it with SIGKILL at a moment. Gives the lines it got out, all of which say what was
 * done already.
 */
export async function killedAt(
  moment: Moment,
  args: readonly string[],
  env: { readonly [name: string]: string } = {},
): Promise<readonly string[]> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Most of such a short life would be compiling.
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'giao-uoc-compiled'), ...env },
  })
  const lines: string[] = []
  let timer: NodeJS.Timeout | undefined
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    if (lines.length >= moment.lines) timer ??= setTimeout(() => child.kill('SIGKILL'), moment.delay)
  })
  const code = await new Promise<number | null>((done) => {
    child.on('close', (exit) => done(exit))
  })
  clearTimeout(timer)
  if (code !== null && code !== 0) throw new Error(`the program failed by itself: ${lines.join(', ')}`)
  return lines
}
