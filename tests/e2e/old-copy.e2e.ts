import { cpSync, rmSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { callHost } from './support/call-host.ts'
import {
  expectOneFingerprint,
  exportBundle,
  foundSeason,
  importBundles,
  joinSeason,
  openScreen,
  publishAgreement,
  signAgreement,
  slipOf,
} from './support/flows.ts'
import { type Machine, test } from './support/machines.ts'

const authority = { account: 'Nguyễn Thị Hòa', passphrase: 'mua-he-den-som-2021' }
const lead = { account: 'Trần Văn Bình', passphrase: 'con-duong-dat-do-2021' }
const person = { rank: 'Trung tá', name: 'Trần Văn Bình', position: 'Trưởng phòng' }
const passphrase = 'chu-ky-cua-binh-2021'
const readOnly = 'Máy này tạm thời chỉ đọc: có thể đây là bản cũ, hoặc không phải bản duy nhất'

async function close(machine: Machine): Promise<void> {
  await machine.page.close()
  await machine.host.stop()
}

async function unlock(page: Page): Promise<void> {
  await page.getByLabel('Mật khẩu', { exact: true }).fill(lead.passphrase)
  await page.getByRole('button', { name: 'Mở khóa' }).click()
  await expect(page.getByRole('heading', { name: 'Tổng quan' })).toBeVisible()
}

test('an old folder put back is read-only until a bundle of a peer brings its own records home', async ({
  openMachine,
}, testInfo) => {
  test.slow()
  const a = await openMachine('a')
  await foundSeason(a.page, authority)
  await publishAgreement(a.page)
  const season = await exportBundle(a.page, 'season')
  let b = await openMachine('b')
  await joinSeason(b.page, season, await slipOf(a.page, 'lead:2'), lead)
  await close(b)
  const image = `${b.dataFolder} image`
  cpSync(b.dataFolder, image, { recursive: true })

  b = await openMachine('b')
  await unlock(b.page)
  await signAgreement(b.page, { ...person, passphrase })
  await importBundles(a.page, [await exportBundle(b.page, 'delta')])
  await close(b)
  rmSync(b.dataFolder, { recursive: true })
  cpSync(image, b.dataFolder, { recursive: true })

  b = await openMachine('b')
  await unlock(b.page)
  await expect(b.page.getByText(readOnly)).toBeVisible()
  await expect(b.page.getByText(/nhưng ở đây không có bản ghi đó/)).toBeVisible()
  await expect(b.page.getByRole('contentinfo').getByText('Chỉ đọc')).toBeVisible()
  await expect(b.page.getByText('Nhập gói có dữ liệu của chính máy này')).toBeVisible()
  for (const [name, width, height] of [
    ['overview', 1366, 768],
    ['zoomed', 683, 384],
  ] as const) {
    await b.page.setViewportSize({ width, height })
    await b.page.screenshot({ path: testInfo.outputPath(`${name}.png`) })
  }
  await b.page.setViewportSize({ width: 1366, height: 768 })
  await b.page.getByRole('button', { name: 'Không còn bản sao nào khác…' }).press('Enter')
  await expect(b.page.getByRole('dialog')).toContainText('mất quyền ghi')
  await b.page.screenshot({ path: testInfo.outputPath('declare.png') })
  await b.page.keyboard.press('Escape')
  await openScreen(b.page, 'Giao ước')
  await expect(b.page.getByText('Xem lý do và cách xử lý')).toBeVisible()

  await importBundles(b.page, [await exportBundle(a.page, 'full')])
  await expect(b.page.getByText(readOnly)).toHaveCount(0)
  await callHost(b.page, 'signatory.enrol', { ...person, name: 'Lê Thị Mai', passphrase })
  await importBundles(a.page, [await exportBundle(b.page, 'delta')])
  await expectOneFingerprint(a.page, b.page)
  expect((await callHost(a.page, 'season.get', {})).records).toMatchObject({ forked: 0, waiting: 0 })
})

test('a copied folder is named, and a person may declare that there is no other copy', async ({
  openMachine,
}, testInfo) => {
  const a = await openMachine('a')
  await foundSeason(a.page, lead)
  await close(a)
  cpSync(a.dataFolder, a.dataFolder.replace(/a$/, 'b'), { recursive: true })
  const b = await openMachine('b')
  await unlock(b.page)
  await expect(b.page.getByText(/Thư mục dữ liệu nằm ở chỗ khác/)).toBeVisible()
  await b.page.getByRole('button', { name: /dark|nền tối/i }).click()
  await b.page.screenshot({ path: testInfo.outputPath('copied-dark.png') })
  await b.page.getByRole('button', { name: 'Không còn bản sao nào khác…' }).click()
  await b.page.getByRole('button', { name: 'Tôi xác nhận' }).click()
  await expect(b.page.getByText(readOnly)).toHaveCount(0)
  await publishAgreement(b.page)
})
