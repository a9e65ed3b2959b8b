import { expect } from '@playwright/test'
import { test } from '../e2e/support/electron-machines.ts'

test('the application opens in Electron and reaches its worker', async ({ openMachine }) => {
  const { page, app } = await openMachine('a')
  await expect(page).toHaveTitle('Giao Ước')
  await expect(page.locator('#root')).not.toBeEmpty()
  expect(page.url()).toMatch(/^app:\/\/giaouoc\/(#.*)?$/)
  const answer = await page.evaluate(() => window.giaouoc?.call({ id: '1', name: 'host.info', input: {} }))
  expect(answer).toMatchObject({
    id: '1',
    ok: true,
    value: { host: 'electron', printing: { kind: 'hostPdf' } },
  })
  expect(app.windows()).toHaveLength(1)
})
