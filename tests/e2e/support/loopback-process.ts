import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { projectRoot } from '../../../build/scripts/support/project-root.ts'

export interface LoopbackProcess {
  /** The page that hands the token over, as a `file:` address. */
  readonly entry: string
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
  const [entry, origin] = await new Promise<readonly [string, string]>((resolve, reject) => {
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      const [page, own, rest] = text.split('\n')
      if (page !== undefined && own !== undefined && rest !== undefined) resolve([page, new URL(own).origin])
    })
    child.once('exit', (code) => reject(new Error(`the browser host ended with code ${code}`)))
  })
  return { entry, origin, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}

/** Opens the host in a browser as a person does: the page of the data folder, which leads to the screens. */
export async function openHost(page: Page, { entry, origin }: LoopbackProcess): Promise<void> {
  await page.goto(entry)
  await page.waitForURL((url) => url.origin === origin && url.pathname === '/')
}
