import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../../../build/scripts/support/project-root.ts'

export interface LoopbackProcess {
  /** With the token of this start. */
  readonly address: string
  readonly origin: string
  /** Ends it as Ctrl+C would. */
  stop(): Promise<void>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
}

/** Starts the browser host on a data folder. `home` becomes the person's own folder, so that no test sees the real one. */
export async function startLoopback(dataFolder: string, home: string): Promise<LoopbackProcess> {
  const script = join(projectRoot, 'electron', 'loopback', 'main.ts')
  const child = spawn(process.execPath, [script, '--data', dataFolder], {
    env: { ...process.env, HOME: home, USERPROFILE: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const end = (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    return ended
  }
  const address = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      const [line, rest] = text.split('\n')
      if (line !== undefined && rest !== undefined) resolve(line.trim())
    })
    child.once('exit', (code) => reject(new Error(`the browser host ended with code ${code}`)))
  })
  return { address, origin: new URL(address).origin, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}
