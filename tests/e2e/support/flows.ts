import { expect, type Page } from '@playwright/test'
import type { CallInput } from '../../../shared/contract/calls.ts'
import type { CrossEntry } from '../../../shared/domain/season.ts'
import { callHost } from './call-host.ts'

/** What people do on the screens, in the words they read there. Machines of one test share one "stick". */
export interface Person {
  readonly account: string
  readonly passphrase: string
}

export interface Signatory {
  readonly rank: string
  readonly name: string
  readonly position: string
  readonly passphrase: string
}

/** The folder that every machine of a test sees as a place: its person's own folder. */
const stick = 'home'

/** Founds a season from the first preset, keeping the recovery slip as a file. */
export async function foundSeason(page: Page, person: Person): Promise<void> {
  await prepareFounding(page, person)
  await keepSlipsAndFound(page)
}

/** Up to the slips, which must be kept before anything is written. */
export async function prepareFounding(
  page: Page,
  person: Person,
  crossEntry: CrossEntry = 'oneSeat',
): Promise<void> {
  await page.getByText('Lập năm thi đua mới').first().click()
  await page.getByRole('radio').first().click()
  if (crossEntry === 'allMembers') await page.getByRole('radio', { name: /^Mọi thành viên/ }).check()
  await page.getByRole('button', { name: 'Tiếp tục' }).click()
  await fillAccount(page, person)
  await page.getByRole('button', { name: 'Chuẩn bị' }).click()
  await page.getByRole('button', { name: 'Lưu thành tệp' }).waitFor()
}

export async function keepSlipsAndFound(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lưu thành tệp' }).click()
  await page.getByRole('button', { name: stick }).click()
  await page.getByRole('button', { name: 'Lưu vào đây' }).click()
  await expect(page.getByText('Đã lưu')).toBeVisible()
  await page.getByRole('button', { name: 'Lập năm thi đua', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Tổng quan' })).toBeVisible()
}

/** Joins with a bundle from the stick and the code typed from a slip. */
export async function joinSeason(page: Page, bundle: string, code: string, person: Person): Promise<void> {
  await page.getByText('Tham gia một năm thi đua').first().click()
  await chooseBundles(page, [bundle])
  await page.getByLabel('Mã trên phiếu mời hoặc phiếu khôi phục').fill(code)
  await page.getByRole('button', { name: 'Kiểm tra mã' }).click()
  await page.getByRole('button', { name: 'Tiếp tục' }).click()
  await fillAccount(page, person)
  await page.getByRole('button', { name: 'Tham gia', exact: true }).click()
  await page.getByLabel('Tôi đã in hoặc lưu mã và cất ở nơi an toàn').check()
  await page.getByRole('button', { name: 'Vào chương trình' }).click()
  await expect(page.getByRole('heading', { name: 'Tổng quan' })).toBeVisible()
}

/** What stands on the slip of a seat; only the founder's machine can print it. */
export async function slipOf(page: Page, seat: string): Promise<string> {
  const rows = await callHost(page, 'season.invitations', {})
  const slip = rows.find((row) => row.seat === seat)?.slip
  if (slip === undefined || slip === null) throw new Error(`there is no slip for ${seat}`)
  return `${slip.code} ${slip.checkGroup}`
}

/** Writes a bundle onto the stick and gives its name. */
export async function exportBundle(
  page: Page,
  content: CallInput<'exchange.planExport'>['content'],
): Promise<string> {
  const kinds = { delta: 'Phần mới', full: 'Đầy đủ', season: 'Để tham gia', receipt: 'Biên nhận' }
  await openScreen(page, 'Gói dữ liệu')
  await page.getByRole('tab', { name: 'Xuất gói' }).click()
  await page.getByRole('radio', { name: kinds[content] }).click()
  await page.getByRole('button', { name: stick }).click()
  await page.getByRole('button', { name: 'Xuất gói', exact: true }).click()
  await expect(page.getByText('Có thể rút USB.')).toBeVisible()
  return (await page.getByText(/^\d{4}-.*\.giaouoc$/).textContent()) ?? ''
}

/** Previews bundles of the stick as one set and imports them. */
export async function importBundles(page: Page, names: readonly string[]): Promise<void> {
  await openScreen(page, 'Gói dữ liệu')
  await page.getByRole('tab', { name: 'Nhập gói' }).click()
  await chooseBundles(page, names)
  await page.getByRole('button', { name: /^Xem trước/ }).click()
  await page.getByRole('button', { name: /^Nhập \d+ bản ghi$/ }).click()
  await expect(page.getByText(/^Đã nhập \d+ bản ghi$/)).toBeVisible()
}

/** Publishes the agreement that the preset proposes. */
export async function publishAgreement(page: Page): Promise<void> {
  await openScreen(page, 'Giao ước')
  await page.getByRole('link', { name: 'Soạn giao ước' }).click()
  await page.getByRole('button', { name: 'Công bố để ký' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Công bố để ký' }).click()
  await expect(page.getByText(/^Đã ký 0\//)).toBeVisible()
}

/** Enrols the person who signs and signs with that person's own passphrase. */
export async function signAgreement(page: Page, signatory: Signatory): Promise<void> {
  await openScreen(page, 'Giao ước')
  await page.getByRole('button', { name: 'Ký giao ước' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Cấp bậc').fill(signatory.rank)
  await dialog.getByLabel('Họ và tên').fill(signatory.name)
  await dialog.getByLabel('Chức vụ').fill(signatory.position)
  await fillPassphrase(page, signatory.passphrase)
  await dialog.getByRole('button', { name: 'Đăng ký', exact: true }).click()
  await page.getByLabel('Mật khẩu của người ký').fill(signatory.passphrase)
  await page.getByRole('dialog').getByRole('button', { name: 'Ký giao ước' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

export async function openScreen(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click()
}

/** The fingerprint as the foot of every screen shows it. */
async function shownFingerprint(page: Page): Promise<string> {
  const foot = await page
    .getByText(/Dấu vân dữ liệu/)
    .first()
    .textContent()
  return /([0-9A-F]{4} ){3}[0-9A-F]{4}/.exec(foot ?? '')?.[0] ?? ''
}

/** Waits until all of them show one fingerprint: the foot of a screen hears of a write a moment after it was done. */
export async function expectOneFingerprint(...pages: readonly Page[]): Promise<void> {
  await expect(async () => {
    const shown = await Promise.all(pages.map(shownFingerprint))
    expect(shown[0]).toMatch(/^([0-9A-F]{4} ?){4}$/)
    expect(new Set(shown).size).toBe(1)
  }).toPass({ timeout: 30_000 })
}

async function chooseBundles(page: Page, names: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: stick }).click()
  for (const name of names) await page.getByRole('checkbox', { name }).check()
}

async function fillAccount(page: Page, { account, passphrase }: Person): Promise<void> {
  await page.getByLabel('Họ tên người dùng máy này').fill(account)
  await fillPassphrase(page, passphrase)
}

async function fillPassphrase(page: Page, passphrase: string): Promise<void> {
  const fields = page.locator('input[autocomplete="new-password"]')
  await fields.nth(0).fill(passphrase)
  await fields.nth(1).fill(passphrase)
}
