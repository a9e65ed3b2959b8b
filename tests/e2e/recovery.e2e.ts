import { expect, type Page } from '@playwright/test'
import { callHost } from './support/call-host.ts'
import {
  expectOneFingerprint,
  exportBundle,
  importBundles,
  joinSeason,
  keepSlipsAndFound,
  prepareFounding,
  slipOf,
} from './support/flows.ts'
import { test } from './support/machines.ts'
import { openAddress } from './support/screen-steps.ts'

const authority = { account: 'Nguyễn Thị Hòa', passphrase: 'mua-he-den-som-2021' }
const lead = { account: 'Trần Văn Bình', passphrase: 'con-duong-dat-do-2021' }
const successor = { account: 'Lê Thị Cúc', passphrase: 'hoa-gao-thang-ba-2021' }

/** What stands on the recovery slip while the season is founded: it is shown this once. */
async function shownSlip(page: Page): Promise<string> {
  const text = await page.locator('main, body').first().innerText()
  const group = '[0-9A-Z]{4}'
  const found = new RegExp(`((?:${group} ){6}${group})\\s+Nhóm kiểm tra: (${group} ${group})`).exec(text)
  if (found === null) throw new Error('no recovery slip is shown')
  return `${found[1]} ${found[2]}`
}

test('the recovery slip puts a new machine in the place of the founder’s', async ({
  openMachine,
}, testInfo) => {
  const picture = (page: Page, name: string) =>
    page.screenshot({ path: testInfo.outputPath(`${name}.png`), fullPage: true })
  const a = await openMachine('a')
  await prepareFounding(a.page, authority)
  const slip = await shownSlip(a.page)
  await keepSlipsAndFound(a.page)
  const season = await exportBundle(a.page, 'season')
  const b = await openMachine('b')
  await joinSeason(b.page, season, await slipOf(a.page, 'lead:1'), lead)
  const other = await slipOf(a.page, 'lead:2')
  const full = await exportBundle(b.page, 'full')

  const c = await openMachine('c')
  await test.step('the wizard says who is cut and what becomes of the rest, and asks once more', async () => {
    await c.page.getByText('Tham gia một năm thi đua').first().click()
    await c.page.getByRole('button', { name: 'home' }).click()
    for (const name of [season, full]) await c.page.getByRole('checkbox', { name }).check()
    await c.page.getByLabel('Mã trên phiếu mời hoặc phiếu khôi phục').fill(slip)
    await c.page.getByRole('button', { name: 'Kiểm tra mã' }).click()
    await expect(c.page.getByText(/^Đây là phiếu khôi phục/).first()).toBeVisible()
    await expect(c.page.getByText(authority.account).first()).toBeVisible()
    await picture(c.page, 'found')
    await c.page.getByRole('button', { name: 'Tiếp tục' }).click()
    await c.page.getByLabel('Họ tên người dùng máy này').fill(successor.account)
    const fields = c.page.locator('input[autocomplete="new-password"]')
    await fields.nth(0).fill(successor.passphrase)
    await fields.nth(1).fill(successor.passphrase)
    await c.page.getByRole('button', { name: 'Thay máy lập năm thi đua' }).click()
    const dialog = c.page.getByRole('dialog')
    await expect(dialog.getByText('Việc này không rút lại được', { exact: false })).toBeVisible()
    await picture(c.page, 'asked')
    await dialog.getByRole('button', { name: 'Thay máy lập năm thi đua' }).click()
    await c.page.getByLabel('Tôi đã in hoặc lưu mã và cất ở nơi an toàn').check()
    await c.page.getByRole('button', { name: 'Vào chương trình' }).click()
    await expect(c.page.getByRole('heading', { name: 'Tổng quan' })).toBeVisible()
    expect((await callHost(c.page, 'season.get', {})).ownSeats).toEqual(['authority'])
  })

  await test.step('it repairs, and a slip that was handed out before still opens its seat', async () => {
    await openAddress(c.page, '#/season/repair')
    await expect(c.page.getByRole('region', { name: /^Máy bị mất, hỏng hoặc thay máy/ })).toBeVisible()
    const d = await openMachine('d')
    await joinSeason(d.page, await exportBundle(c.page, 'season'), other, lead)
    await importBundles(c.page, [await exportBundle(d.page, 'full')])
    expect((await callHost(d.page, 'season.get', {})).ownSeats).toEqual(['lead:2'])
  })

  await test.step('the old machine comes back, learns of it, and may only read', async () => {
    const news = await exportBundle(c.page, 'full')
    await importBundles(a.page, [news])
    await importBundles(b.page, [news])
    await expect(a.page.getByText(/^Máy này không còn được ghi/)).toBeVisible()
    await picture(a.page, 'old')
    await expectOneFingerprint(a.page, b.page, c.page)
  })
})
