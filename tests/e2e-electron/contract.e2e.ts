import { expect, type Page } from '@playwright/test'
import { type CallName, calls } from '../../shared/contract/calls.ts'
import { practiceReadings } from '../contract/practice-readings.ts'
import { sampleInputs } from '../contract/sample-inputs.ts'
import { test } from '../e2e/support/electron-machines.ts'
import { startLoopback } from '../e2e/support/loopback-process.ts'
import { enterHost, tokenIn } from '../support/enter-host.ts'

const names = Object.keys(calls) as readonly CallName[] // the own keys of the contract are its names

test('the contract holds over the real IPC: names, inputs, lock', async ({ openMachine }) => {
  const { page } = await openMachine('a')
  for (const name of ['no.such.call', '__proto__', 'constructor', '']) {
    expect(await ask(page, name, {}), name).toMatchObject({ ok: false, invalid: [{ path: 'name' }] })
  }
  for (const name of names) {
    for (const input of [null, 7, 'text', [], { ...sampleInputs[name], surplus: 1 }]) {
      expect(await ask(page, name, input), name).toMatchObject({ ok: false, invalid: expect.any(Array) })
    }
    if (calls[name].access === 'unlocked') {
      expect(await ask(page, name, sampleInputs[name]), name).toMatchObject({ error: { code: 'locked' } })
    }
  }
})

test('the practice season reads the same over IPC as over HTTP', async ({ openMachine }, testInfo) => {
  const { page, home } = await openMachine('a')
  expect(await ask(page, 'practice.open', {})).toMatchObject({ ok: true })
  const other = await startLoopback(testInfo.outputPath('data'), home)
  try {
    const headers = await enterHost(other.origin, tokenIn(other.entry))
    const askOther = async (name: string, input: unknown): Promise<unknown> => {
      const response = await fetch(`${other.origin}/api/call`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ id: 'r', name, input }),
      })
      return response.json()
    }
    expect(await askOther('practice.open', {})).toMatchObject({ ok: true })
    for (const { name, input } of practiceReadings) {
      expect(await ask(page, name, input), name).toEqual(await askOther(name, input))
    }
  } finally {
    await other.stop()
  }
})

function ask(page: Page, name: string, input: unknown): Promise<unknown> {
  return page.evaluate((message) => window.giaouoc?.call(message), { id: 'r', name, input })
}
