import { expect } from '@playwright/test'
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
import { test } from './support/machines.ts'
import { hasPdfTools, overflowing, printPages } from './support/pdf-pages.ts'

const authority = { account: 'Nguyễn Thị Hòa', passphrase: 'mua-he-den-som-2021' }
const lead = { account: 'Trần Văn Bình', passphrase: 'con-duong-dat-do-2021' }

test('two machines exchange bundles, sign one agreement and agree on the fingerprint', async ({
  openMachine,
}, testInfo) => {
  const a = await openMachine('a')
  await foundSeason(a.page, authority)
  // The authority's officer also keeps the lead's seat of cluster 1: one machine, two seats.
  await callHost(a.page, 'joining.addSeat', { code: await slipOf(a.page, 'lead:1') })
  await publishAgreement(a.page)
  await signAgreement(a.page, {
    rank: 'Thượng tá',
    name: 'Nguyễn Văn An',
    position: 'Trưởng phòng Tổ chức cán bộ',
    passphrase: 'chu-ky-cua-an-2021',
  })
  await expect(a.page.getByText('Đã ký 1/4')).toBeVisible()
  const season = await exportBundle(a.page, 'season')

  const b = await openMachine('b')
  await joinSeason(b.page, season, await slipOf(a.page, 'lead:2'), lead)
  await signAgreement(b.page, {
    rank: 'Trung tá',
    name: 'Trần Văn Bình',
    position: 'Trưởng phòng An ninh kinh tế',
    passphrase: 'chu-ky-cua-binh-2021',
  })
  await expect(b.page.getByText('Đã ký 2/4')).toBeVisible()
  await importBundles(a.page, [await exportBundle(b.page, 'delta')])

  await openScreen(a.page, 'Giao ước')
  await expect(a.page.getByText('Đã ký 2/4')).toBeVisible()
  await expectOneFingerprint(a.page, b.page)

  if (!hasPdfTools) return
  for (const { page } of [a, b]) {
    await openScreen(page, 'Giao ước')
    await page.getByRole('link', { name: 'In tóm tắt đã ký' }).click()
    await page.locator('article').filter({ hasText: 'Tóm tắt giao ước đã ký' }).waitFor()
    const paper = await printPages(page, testInfo.outputPath('summary.pdf'))
    expect([paper.count, await overflowing(page)]).toEqual([1, []])
    expect(paper.texts[0]).toContain('đã ký 2/4')
    // The table wraps names as paper does; the page on screen is the same one and reads on.
    await expect(page.locator('article')).toContainText('Thượng tá Nguyễn Văn An')
    await expect(page.locator('article')).toContainText('Trung tá Trần Văn Bình')
    for (const rank of ['Thượng tá', 'Trung tá']) expect(paper.texts[0]).toContain(rank)
  }
})
