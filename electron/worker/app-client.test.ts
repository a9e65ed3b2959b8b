import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { HostInfo } from '../../shared/contract/workspace.ts'
import { type AppClient, startApp } from './app-client.ts'

const folder = mkdtempSync(join(tmpdir(), 'giao-uoc-worker-'))
afterAll(() => rmSync(folder, { recursive: true }))

const hostInfo: HostInfo = {
  host: 'loopback',
  version: '0.0.0',
  printing: { kind: 'browserOnly' },
  chooser: { kind: 'served' },
}
const script = new URL('./worker.ts', import.meta.url)

function start(name: string): AppClient {
  return startApp(script, { dataFolder: join(folder, name), hostInfo }, null)
}

async function ask(client: AppClient, text: string): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await client.call(new TextEncoder().encode(text))))
}

describe('the application in its worker', () => {
  it('answers bytes with bytes, each under its own id, until it is disposed', async () => {
    const client = start('a')
    const answers = await Promise.all([
      ask(client, '{"id":"1","name":"host.info","input":{}}'),
      ask(client, '{"id":"2","name":"workspace.status","input":{}}'),
    ])
    expect(answers).toEqual([
      { id: '1', ok: true, value: hostInfo },
      { id: '2', ok: true, value: { state: 'new' } },
    ])
    await client.dispose()
    await client.dispose()
    await expect(ask(client, '{}')).rejects.toThrow('the worker ended')
  })

  it('refuses what is no request, by name', async () => {
    const client = start('b')
    const wrong = [
      '',
      'no JSON',
      '[]',
      '{"id":1,"name":"x","input":1}',
      '{"id":"1","name":"x","input":1,"more":1}',
    ]
    const answers = await Promise.all(wrong.map((text) => ask(client, text)))
    await client.dispose()
    const refusal = (message: string) => ({ id: '', ok: false, invalid: [{ path: '', message }] })
    expect(answers).toEqual([
      refusal('notJson'),
      refusal('notJson'),
      refusal('notARequest'),
      refusal('notARequest'),
      refusal('notARequest'),
    ])
  })

  it('says once that it is gone when the worker ends by itself', async () => {
    const client = startApp(
      new URL('./no-such-worker.ts', import.meta.url),
      { dataFolder: folder, hostInfo },
      null,
    )
    const reasons: string[] = []
    client.onLost((reason) => reasons.push(reason))
    await expect(ask(client, '{}')).rejects.toThrow('no-such-worker')
    await client.dispose()
    expect(reasons).toEqual([expect.stringContaining('no-such-worker')])
  })
})
