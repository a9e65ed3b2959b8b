import { expect } from '@playwright/test'
import { test } from './support/machines.ts'

test('the application opens in a browser and reaches its host', async ({ openMachine }) => {
  const { page } = await openMachine('a')
  await expect(page).toHaveTitle('Giao Ước')
  await expect(page.locator('#root')).not.toBeEmpty()
  expect(new URL(page.url()).search).toBe('')
  const answer = await page.evaluate(async () => {
    const response = await fetch('/api/call', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: '1', name: 'host.info', input: {} }),
    })
    return response.json()
  })
  expect(answer).toMatchObject({ id: '1', ok: true, value: { host: 'loopback' } })
})
