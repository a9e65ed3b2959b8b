import { expect } from '@playwright/test'
import { callHost } from './support/call-host.ts'
import { test } from './support/machines.ts'

test('the application opens in a browser and reaches its host', async ({ openMachine }) => {
  const { page } = await openMachine('a')
  await expect(page).toHaveTitle('Giao Ước')
  await expect(page.locator('#root')).not.toBeEmpty()
  expect(new URL(page.url()).search).toBe('')
  expect(await callHost(page, 'host.info', {})).toMatchObject({ host: 'loopback' })
})
