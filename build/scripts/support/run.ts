import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './project-root.ts'

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv
  /** Milliseconds after which the program is ended. */
  readonly limit?: number
  readonly quiet?: boolean
}

/** Runs a program without a shell, in the project's folder; gives its exit status (127: it could not be started). */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<number> {
  const child = spawn(program, [...args], {
    cwd: projectRoot,
    env: { ...process.env, ...options.env },
    stdio: options.quiet === true ? 'ignore' : ['ignore', 'inherit', 'inherit'],
    shell: false,
  })
  const timer = options.limit === undefined ? undefined : setTimeout(() => child.kill(), options.limit)
  return new Promise((resolve) => {
    child.once('error', () => resolve(127))
    child.once('exit', (code) => {
      clearTimeout(timer)
      resolve(code ?? 1)
    })
  })
}

/** The command line that runs a tool of `node_modules` with this very Node: no shell script, no `.cmd`. */
export function toolCommand(
  packageName: string,
  args: readonly string[],
): readonly [string, readonly string[]] {
  const folder = join(projectRoot, 'node_modules', packageName)
  const manifest: { readonly bin: string | { readonly [name: string]: string } } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  )
  const script = typeof manifest.bin === 'string' ? manifest.bin : Object.values(manifest.bin)[0]
  if (script === undefined) throw new Error(`${packageName} has no command`)
  return [process.execPath, [join(folder, script), ...args]]
}

export function runTool(packageName: string, args: readonly string[], options?: RunOptions): Promise<number> {
  const [program, programArgs] = toolCommand(packageName, args)
  return run(program, programArgs, options)
}

/** What a tool prints on standard output, run in a folder of its own. */
export function runToolForText(packageName: string, args: readonly string[], cwd: string): Promise<string> {
  const [program, programArgs] = toolCommand(packageName, args)
  const child = spawn(program, [...programArgs], { cwd, stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (more: string) => {
    text += more
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', () => resolve(text))
  })
}

export interface Step {
  readonly name: string
  readonly run: () => Promise<number>
}

/** Runs steps one after the other, all of them, and prints a line for each. True: every one passed. */
export async function runSteps(steps: readonly Step[]): Promise<boolean> {
  const failed: string[] = []
  for (const step of steps) {
    console.log(`\n── ${step.name}`)
    const started = performance.now()
    const status = await step.run()
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${step.name} (${seconds} s)`)
    if (status !== 0) failed.push(step.name)
  }
  if (failed.length > 0) console.log(`\nFailed: ${failed.join(', ')}`)
  return failed.length === 0
}
