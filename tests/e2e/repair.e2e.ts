import { cpSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { callHost } from './support/call-host.ts'
import {
  expectOneFingerprint,
  exportBundle,
  foundSeason,
  importBundles,
  joinSeason,
  slipOf,
} from './support/flows.ts'
import { test } from './support/machines.ts'
import { openAddress } from './support/screen-steps.ts'

const authority = { account: 'Nguyễn Thị Hòa', passphrase: 'mua-he-den-som-2021' }
const first = { account: 'Trần Văn Bình', passphrase: 'con-duong-dat-do-2021' }
const second = { account: 'Lê Thị Cúc', passphrase: 'hoa-gao-thang-ba-2021' }
const officer = (name: string) => ({
  rank: 'Trung tá',
  name,
  position: 'Trưởng phòng',
  passphrase: 'chu-ky-cua-toi-2021',
})

const repairs = (page: Page) => openAddress(page, '#/season/repair')
const panel = (page: Page, title: RegExp) => page.getByRole('region', { name: title })

async function unlock(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Mật khẩu', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Mở khóa' }).click()
  await expect(page.getByRole('heading', { name: 'Tổng quan' })).toBeVisible()
}

/** What nobody should say while another copy is in use. */
async function declareOnlyCopy(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Không còn bản sao nào khác…' }).click()
  await page.getByRole('button', { name: 'Tôi xác nhận' }).click()
  await expect(page.getByText('Máy này tạm thời chỉ đọc')).toHaveCount(0)
}

/** Answers the one question of an act, with a reason. */
async function confirm(page: Page, act: string, reason: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Lý do (ghi vào bản điều chỉnh)').fill(reason)
  await dialog.getByRole('button', { name: act }).click()
  await expect(page.getByText('Đã ghi bản điều chỉnh').first()).toBeVisible()
}

test('an invitation used twice and a copied machine are settled by the founder, and everybody agrees', async ({
  openMachine,
}, testInfo) => {
  const picture = (page: Page, name: string) =>
    page.screenshot({ path: testInfo.outputPath(`${name}.png`), fullPage: true })
  const a = await openMachine('a')
  await foundSeason(a.page, authority)
  const season = await exportBundle(a.page, 'season')
  const slip = await slipOf(a.page, 'lead:1')
  let b = await openMachine('b')
  await joinSeason(b.page, season, slip, first)
  const c = await openMachine('c')
  await joinSeason(c.page, season, slip, second)
  await importBundles(a.page, [await exportBundle(b.page, 'full'), await exportBundle(c.page, 'full')])

  await test.step('a seat taken by two machines is given to one of them', async () => {
    await repairs(a.page)
    const contested = panel(a.page, /^Hơn một máy nhận vai trò/)
    await expect(contested).toContainText(first.account)
    await expect(contested).toContainText(second.account)
    await picture(a.page, 'contested')
    const line = contested.getByText(first.account)
    const { device } = await ownDevice(b.page)
    await expect(line).toContainText(device.slice(0, 8))
    await contested
      .getByRole('button', { name: new RegExp(`^Chọn máy này: ${device.slice(0, 8)}`) })
      .press('Enter')
    const dialog = a.page.getByRole('dialog')
    await expect(dialog.getByText('Bảng xếp hạng không đổi.')).toBeVisible()
    await picture(a.page, 'choose')

    await dialog.getByLabel('Lý do (ghi vào bản điều chỉnh)').fill('Bình giữ máy của cụm')
    await expect(dialog.getByTestId('form-draft')).toHaveAttribute('data-state', 'saved')
    await a.page.keyboard.press('Escape')
    await contested
      .getByRole('button', { name: new RegExp(`^Chọn máy này: ${device.slice(0, 8)}`) })
      .press('Enter')
    await expect(dialog.getByLabel('Lý do (ghi vào bản điều chỉnh)')).toHaveValue('Bình giữ máy của cụm')
    await confirm(a.page, 'Chọn máy này', 'Bình giữ máy của cụm')
    await expect(contested).toHaveCount(0)
  })
  await importBundles(b.page, [await exportBundle(a.page, 'full')])
  await expectOneFingerprint(a.page, b.page)

  // The machine is copied, and both copies are used on.
  await b.page.close()
  await b.host.stop()
  cpSync(b.dataFolder, b.dataFolder.replace(/b$/, 'd'), { recursive: true })
  b = await openMachine('b')
  const d = await openMachine('d')
  await unlock(b.page, first.passphrase)
  await unlock(d.page, first.passphrase)
  await declareOnlyCopy(d.page)
  await callHost(d.page, 'signatory.enrol', officer('Lê Thị Mai'))
  await callHost(d.page, 'signatory.enrol', officer('Phạm Văn Dũng'))
  await b.page.reload()
  await declareOnlyCopy(b.page)
  await callHost(b.page, 'signatory.enrol', officer('Trần Văn Bình'))
  await importBundles(a.page, [await exportBundle(b.page, 'full'), await exportBundle(d.page, 'full')])

  await test.step('a machine that wrote one number twice keeps one branch', async () => {
    await repairs(a.page)
    const fork = panel(a.page, /^Trùng số/)
    await expect(fork.getByText('chưa xử lý')).toBeVisible()
    await picture(a.page, 'fork')
    await fork.getByRole('button', { name: /^Giữ đến đây và ngắt: Nhánh A/ }).click()
    await confirm(a.page, 'Giữ đến đây và ngắt', 'Nhánh A là máy thật')
    await expect(fork.getByText('đã xử lý')).toBeVisible()
    await expect(fork.getByText('đang được giữ')).toBeVisible()
    await picture(a.page, 'settled')
  })

  await test.step('the seat is given to a new machine, whose slip is shown at once', async () => {
    await panel(a.page, /^Chưa có máy giữ vai trò/)
      .getByRole('button', { name: 'Cấp phiếu mời mới' })
      .click()
    await confirm(a.page, 'Cấp phiếu mời mới', 'Máy cũ đã bị ngắt')
    const code = (await slipOf(a.page, 'lead:1')).split(' ')[0] ?? ''
    await expect(a.page.getByRole('dialog').getByText(code).first()).toBeVisible()
    await picture(a.page, 'slip')
    await a.page.keyboard.press('Escape')
  })

  const again = await exportBundle(a.page, 'season')
  const e = await openMachine('e')
  await joinSeason(e.page, again, await slipOf(a.page, 'lead:1'), second)
  await importBundles(e.page, [await exportBundle(a.page, 'full')])
  await importBundles(a.page, [await exportBundle(e.page, 'full')])
  await expectOneFingerprint(a.page, e.page)
  expect((await callHost(e.page, 'season.get', {})).ownSeats).toEqual(['lead:1'])

  await test.step('a machine of anybody else sees the same list and may only read', async () => {
    await repairs(e.page)
    await expect(panel(e.page, /^Trùng số/).getByText('đã xử lý')).toBeVisible()
    await expect(e.page.getByText(/^Máy này chỉ xem/)).toBeVisible()
    await expect(e.page.getByRole('button', { name: /^Giữ đến đây/ })).toHaveCount(0)
    await e.page.setViewportSize({ width: 683, height: 384 })
    const tooWide = await e.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(tooWide).toBeLessThanOrEqual(0)
    await picture(e.page, 'zoomed')
  })
})

test('a machine that is gone is cut, and its seat goes to a new one', async ({ openMachine }, testInfo) => {
  const a = await openMachine('a')
  await foundSeason(a.page, authority)
  const season = await exportBundle(a.page, 'season')
  const b = await openMachine('b')
  await joinSeason(b.page, season, await slipOf(a.page, 'lead:1'), first)
  await importBundles(a.page, [await exportBundle(b.page, 'full')])

  await repairs(a.page)
  await expect(a.page.getByText('Không có gì cần sửa')).toBeVisible()
  const lost = panel(a.page, /^Máy bị mất, hỏng hoặc thay máy/)
  const { season: details } = await callHost(a.page, 'season.get', {})
  const leadName = `${details.clusters[0]?.name}`
  await lost.getByRole('combobox', { name: 'Vai trò' }).fill(leadName)
  await a.page.getByRole('option').first().click()
  await expect(lost).toContainText(first.account)
  await a.page.screenshot({ path: testInfo.outputPath('lost.png'), fullPage: true })
  await lost
    .getByRole('button', { name: /^Giữ đến đây và ngắt: #1 / })
    .first()
    .press('Enter')
  await expect(a.page.getByRole('dialog').getByText('Bảng xếp hạng không đổi.')).toBeVisible()
  await confirm(a.page, 'Giữ đến đây và ngắt', 'Máy bị mất')
  await panel(a.page, /^Chưa có máy giữ vai trò/)
    .getByRole('button', { name: 'Cấp phiếu mời mới' })
    .click()
  await confirm(a.page, 'Cấp phiếu mời mới', 'Máy bị mất')
  await a.page.keyboard.press('Escape')
  await expect(a.page.getByRole('dialog')).toHaveCount(0)

  const c = await openMachine('c')
  const again = await exportBundle(a.page, 'season')
  await joinSeason(c.page, again, await slipOf(a.page, 'lead:1'), second)
  await importBundles(a.page, [await exportBundle(c.page, 'full')])
  expect((await callHost(c.page, 'season.get', {})).ownSeats).toEqual(['lead:1'])
  await expectOneFingerprint(a.page, c.page)
})

async function ownDevice(page: Page): Promise<{ readonly device: string }> {
  const status = await callHost(page, 'workspace.status', {})
  if (status.state !== 'open') throw new Error('locked')
  return { device: status.season?.device ?? '' }
}
