import { expect, type Page } from '@playwright/test'
import { callHost } from './support/call-host.ts'
import { keepSlipsAndFound, prepareFounding } from './support/flows.ts'
import { test } from './support/machines.ts'
import { hasPdfTools, overflowing, printPages } from './support/pdf-pages.ts'

test.skip(!hasPdfTools, 'poppler-utils is not on this computer')

test('the practice season prints its agreement, a sheet and its standings', async ({
  openMachine,
}, testInfo) => {
  const { page } = await openMachine('a')
  await callHost(page, 'practice.open', {})
  await page.reload()
  const { season } = await callHost(page, 'season.get', {})

  await openPaper(page, 'agreement', 'Tóm tắt giao ước đã ký')
  const summary = await printPages(page, testInfo.outputPath('summary.pdf'))
  expect([summary.count, await overflowing(page)]).toEqual([1, []])
  expect(summary.texts[0]).toContain('TÓM TẮT GIAO ƯỚC ĐÃ KÝ')
  expect(summary.texts[0]).toMatch(/đã ký \d\/4/)
  expect(summary.texts[0]).toContain('DỮ LIỆU THỰC HÀNH')

  const { rounds } = await callHost(page, 'season.overview', {})
  const scored = rounds.find(({ closed }) => closed) ?? rounds[0]
  const place = `round=${scored?.round}&cluster=${scored?.cluster ?? '-'}`
  await openPaper(page, `standings?${place}`, 'Bảng xếp hạng thi đua')
  const standings = await printPages(page, testInfo.outputPath('standings.pdf'))
  expect(await overflowing(page)).toEqual([])
  expect(standings.texts.join('\n')).toContain('BẢNG XẾP HẠNG THI ĐUA')
  expect(standings.texts.join('\n').includes('TẠM TÍNH')).toBe(scored?.closed !== true)

  const unit = season.units.find(({ cluster }) => cluster === scored?.cluster)
  await openPaper(page, `sheet?round=${scored?.round}&subject=${unit?.code}`, 'Phiếu chấm điểm thi đua')
  const sheet = await printPages(page, testInfo.outputPath('sheet.pdf'))
  expect(await overflowing(page)).toEqual([])
  expect(sheet.size.width).toBeGreaterThan(sheet.size.height)
  expect(sheet.texts[0]).toContain('PHIẾU CHẤM ĐIỂM THI ĐUA')
  expect(sheet.texts[1]).toMatch(/^\s*2\s*$/m)
  expect(sheet.texts.at(-1)).toContain('Nhập mã kiểm tra vào phần mềm Giao Ước')
})

test('a code typed from paper is compared with the document on screen', async ({ openMachine }) => {
  const { page } = await openMachine('a')
  await callHost(page, 'practice.open', {})
  await page.reload()
  await openPaper(page, 'agreement', 'Tóm tắt giao ước đã ký')
  const code =
    /Mã kiểm tra: ((?:\w{4} ?){8})/.exec((await page.locator('article').textContent()) ?? '')?.[1] ?? ''

  await page.getByRole('button', { name: 'So với bản giấy' }).click()
  await page.getByLabel('Mã kiểm tra trên bản giấy').fill(code.toLowerCase())
  await expect(page.getByText('Bản giấy đúng với dữ liệu hiện có trên máy này.')).toBeVisible()
  await page.getByLabel('Mã kiểm tra trên bản giấy').fill(`${code.trim().slice(0, -1)}!`)
  await expect(page.getByText('Mã kiểm tra không có nguyên âm')).toBeVisible()
})

test('a founding prints its recovery slips, and then the invitation of every seat', async ({
  openMachine,
}, testInfo) => {
  const { page } = await openMachine('a')
  await prepareFounding(page, { account: 'Nguyễn Văn An', passphrase: 'bon con trau di cay' })
  const slips = await printPages(page, testInfo.outputPath('recovery.pdf'))
  expect(slips.count).toBe(2)
  expect(slips.texts[0]).toContain('PHIẾU KHÔI PHỤC NĂM THI ĐUA')
  expect(slips.texts[1]).toContain('PHIẾU KHÔI PHỤC MÁY')

  await keepSlipsAndFound(page)
  await openPaper(page, 'slips', 'Phiếu mời tham gia')
  const invitations = await printPages(page, testInfo.outputPath('invitations.pdf'))
  expect(await overflowing(page)).toEqual([])
  const rows = await callHost(page, 'season.invitations', {})
  const open = rows.filter(({ state, slip }) => state === 'open' && slip !== null)
  expect(invitations.count).toBe(Math.ceil(open.length / 2))
  const text = invitations.texts.join('\n')
  for (const { slip } of open) {
    expect(text).toContain(slip?.code.replace(/[^0-9A-Z]/g, '').replace(/.{4}(?=.)/g, '$& '))
  }
})

/** Waits for the paper by its name: the one before it may still be on screen. */
async function openPaper(page: Page, address: string, name: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash
  }, `#/print/${address}`)
  await page.locator('article').filter({ hasText: name }).first().waitFor()
}
