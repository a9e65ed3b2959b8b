import { expect, type Page } from '@playwright/test'
import type { ClusterCode, RoundCode, SubjectCode } from '../../shared/domain/ids.ts'
import { leavesOf } from '../../shared/domain/scale.ts'
import { emptyEntry } from '../../shared/domain/sheet.ts'
import { callHost } from './support/call-host.ts'
import {
  exportBundle,
  importBundles,
  joinSeason,
  keepSlipsAndFound,
  prepareFounding,
  slipOf,
} from './support/flows.ts'
import { test } from './support/machines.ts'
import { enterPractice, openAddress } from './support/screen-steps.ts'

const round = 'CUM' as RoundCode
const inspected = '3' as SubjectCode
const key = { round, subject: inspected, layer: 'cross' as const }
const person = (account: string) => ({ account, passphrase: 'con-duong-dat-do-2021' })

test('the plan says who of a team enters each sheet', async ({ openMachine }) => {
  const { page } = await openMachine('a')
  await enterPractice(page)
  await openAddress(page, '#/rounds?round=6T&cluster=1&tab=inspection')
  await page.getByRole('button', { name: 'Gợi ý xoay vòng' }).click()
  const team = page.getByRole('region', { name: 'Tổ 1', exact: true })
  const entering = team.getByRole('combobox', { name: /^Người nhập phiếu/ })
  await expect(entering).toHaveCount(0)

  await test.step('a second member joins the team: the first one enters until another is chosen', async () => {
    const free = page.getByRole('region', { name: 'Tổ 3', exact: true }).locator('[class*="Pill"]').first()
    const name = (await free.textContent()) ?? ''
    await team.getByRole('combobox', { name: 'Thành viên' }).click()
    await page.getByRole('option', { name }).first().click()
    await page.keyboard.press('Escape')
    await expect(entering).toHaveCount(1)
    const first = await entering.inputValue()
    // By keyboard alone.
    await entering.focus()
    await page.keyboard.press('ArrowDown')
    await expect(entering).not.toHaveValue(first)
  })

  await test.step('published, it is read back as it was chosen', async () => {
    const chosen = await entering.inputValue()
    await page.getByRole('button', { name: 'Ban hành phân công' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Ban hành phân công' }).click()
    await expect(page.getByText('Đang có hiệu lực')).toBeVisible()
    const { teams } = await callHost(page, 'inspection.get', {
      round: '6T' as RoundCode,
      cluster: '1' as ClusterCode,
    })
    const inTwo = teams.find(({ seats }) => seats.length === 2)
    expect(inTwo?.seats[0]).toBe(chosen)
    await page.reload()
    await expect(page.getByRole('combobox', { name: /^Người nhập phiếu/ })).toHaveValue(chosen)
  })
})

test('two members’ sheets stand side by side, and closing asks which one counts', async ({ openMachine }) => {
  test.setTimeout(300_000)
  const authority = await openMachine('a')
  await prepareFounding(authority.page, person('Nguyễn Thị Hòa'), 'allMembers')
  await keepSlipsAndFound(authority.page)
  const season = await exportBundle(authority.page, 'season')
  const first = await openMachine('b')
  await joinSeason(first.page, season, await slipOf(authority.page, 'lead:1'), person('Trần Văn Bình'))
  const second = await openMachine('c')
  await joinSeason(second.page, season, await slipOf(authority.page, 'lead:2'), person('Lê Thị Cúc'))

  await test.step('the plan sends both to one cluster', async () => {
    await openAddress(authority.page, `#/rounds?round=${round}&cluster=-&tab=inspection`)
    await authority.page.getByRole('button', { name: 'Thêm tổ' }).click()
    const team = authority.page.getByRole('region', { name: 'Tổ 1', exact: true })
    await team.getByRole('combobox', { name: 'Thành viên' }).click()
    for (const no of [1, 2])
      await authority.page.getByRole('option', { name: new RegExp(`số ${no}$`) }).click()
    await authority.page.keyboard.press('Escape')
    await team.getByRole('combobox', { name: 'Kiểm tra' }).click()
    await authority.page.getByRole('option', { name: /số 3$/ }).click()
    await authority.page.keyboard.press('Escape')
    await authority.page.getByRole('button', { name: 'Ban hành phân công' }).click()
    await authority.page.getByRole('dialog').getByRole('button', { name: 'Ban hành phân công' }).click()
    await expect(authority.page.getByText('Đang có hiệu lực')).toBeVisible()
  })

  const plan = await exportBundle(authority.page, 'full')
  const bundles: string[] = []
  for (const [{ page }, share] of [
    [first, 0.5],
    [second, 0.75],
  ] as const) {
    await importBundles(page, [plan])
    await enter(page, share)
    bundles.push(await exportBundle(page, 'full'))
  }
  const { page } = authority
  await importBundles(page, bundles.slice(0, 1))

  await test.step('the preview of the second one says beside whom it stands and where they differ', async () => {
    await page.getByRole('button', { name: 'Nhập gói khác' }).click()
    await page.getByRole('button', { name: 'home' }).click()
    await page.getByRole('checkbox', { name: bundles[1] ?? '' }).check()
    await page.getByRole('button', { name: /^Xem trước/ }).click()
    await page.getByRole('button', { name: /Mới, đứng cạnh bản của thành viên khác/ }).click()
    await expect(page.getByText(/không phiếu nào thay phiếu nào/)).toBeVisible()
    await expect(page.getByText('Cũ hơn bản đang có')).toHaveCount(0)
    await page.getByRole('button', { name: /^Nhập \d+ bản ghi$/ }).click()
    await expect(page.getByText(/^Đã nhập \d+ bản ghi$/)).toBeVisible()
  })

  await test.step('the list names both, the panel shows what each entered', async () => {
    await openAddress(page, `#/sheets?round=${round}&cluster=-`)
    await expect(page.getByText(/^\+ Cụm trưởng .*số 2/)).toBeVisible()
    await openAddress(page, `#/sheets/${round}/${inspected}/cross`)
    await expect(page.getByText('khác nhau').first()).toBeVisible()
  })

  await test.step('closing names the differences and takes the choice with its reason', async () => {
    await openAddress(page, `#/rounds?round=${round}&cluster=-&tab=close`)
    const close = page.getByRole('button', { name: 'Chốt đợt', exact: true })
    await expect(close).toBeDisabled()
    await page
      .getByRole('textbox', { name: /^Lý do chấp nhận/ })
      .first()
      .fill('Chưa thẩm định trong đợt này')
    await page.getByRole('button', { name: 'Dùng lý do này cho mọi chỗ thiếu' }).click()
    await expect(close).toBeDisabled()
    await page.getByRole('radio', { name: /số 2$/ }).check()
    await page.getByText('Thống nhất trong biên bản').click()
    await fitsWhenZoomed(page)
    await page.getByRole('textbox', { name: /^Lý do, hoặc số và ngày biên bản/ }).fill('Biên bản số 7')
    await close.click()
    await page.getByRole('dialog').getByRole('button', { name: 'Chốt đợt' }).click()
    await expect(page.getByText('Kết quả đã được niêm phong. Xem ở bảng xếp hạng.')).toBeVisible()
  })
  expect((await callHost(page, 'sheets.open', key)).layers.cross?.seat).toBe('lead:2')
})

/** Enters two criteria as a member: typed points, and a result. */
async function enter(page: Page, share: number): Promise<void> {
  const { scale } = await callHost(page, 'sheets.open', key)
  const leaves = leavesOf(scale)
  const direct = leaves.find(({ rule }) => rule.kind === 'direct')
  const relative = leaves.find(({ rule }) => rule.kind === 'relativeToLeader')
  const entries = [
    ...(direct === undefined ? [] : [{ ...emptyEntry(direct.code), points: Math.round(direct.max * share) }]),
    ...(relative === undefined ? [] : [{ ...emptyEntry(relative.code), result: String(100 * share) }]),
  ]
  await callHost(page, 'sheets.submit', { ...key, entries, note: '' })
}

/** 1366 × 768 at 200 %: nothing is wider than the window. */
async function fitsWhenZoomed(page: Page): Promise<void> {
  const usual = page.viewportSize() ?? { width: 1366, height: 768 }
  await page.setViewportSize({ width: 683, height: 384 })
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(tooWide).toBeLessThanOrEqual(0)
  await page.setViewportSize(usual)
}
