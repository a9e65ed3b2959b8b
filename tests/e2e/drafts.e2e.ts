import { type BrowserContext, expect, type Page } from '@playwright/test'
import { test } from './support/machines.ts'
import { enterPractice, openAddress } from './support/screen-steps.ts'

const sheet = '#/sheets/6T/PX03/self'
const total = (page: Page) => page.getByTestId('total')
const cell = (page: Page, criterion: string) => page.locator(`[id="cell-result-${criterion}"]`)

async function enter(page: Page, criterion: string, text: string): Promise<void> {
  await cell(page, criterion).click()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}
const saved = (page: Page) => expect(page.getByTestId('save-state')).toHaveAttribute('data-state', 'saved')

async function unlock(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Mật khẩu' }).fill('thi-dua-thuc-hanh-2021')
  await page.getByRole('button', { name: 'Mở khóa' }).click()
}

/** Another tab of the same person on the same machine. */
async function secondWindow(context: BrowserContext, page: Page): Promise<Page> {
  const second = await context.newPage()
  await second.goto(page.url())
  return second
}

test('a sheet left and opened again shows the newest draft, and a reload keeps all of it', async ({
  openMachine,
}) => {
  const { page } = await openMachine('a')
  await enterPractice(page)
  await openAddress(page, sheet)
  await expect(page.getByRole('grid')).toBeFocused()
  await enter(page, '24', '36')
  await enter(page, '27', '21')
  await saved(page)
  await expect(total(page)).toContainText('436,65')

  await page.getByRole('link', { name: 'Tổng quan' }).click()
  await openAddress(page, sheet)
  await expect(cell(page, '24')).toContainText('36')
  await expect(cell(page, '27')).toContainText('21')
  await expect(total(page)).toContainText('436,65')

  await enter(page, '34', '5')
  await saved(page)
  await page.reload()
  await expect(cell(page, '24')).toContainText('36')
  await expect(cell(page, '27')).toContainText('21')
  await expect(cell(page, '34')).toContainText('5')
})

test('what was just typed is kept when the screen or the window is left at once', async ({ openMachine }) => {
  const { page } = await openMachine('a')
  await enterPractice(page)
  await openAddress(page, sheet)
  await expect(page.getByRole('grid')).toBeFocused()
  await enter(page, '24', '36')
  await openAddress(page, '#/')
  await openAddress(page, sheet)
  await expect(cell(page, '24')).toContainText('36')

  await test.step('a cell left open, and a text that is no value yet', async () => {
    await enter(page, '25', '1.234')
    await cell(page, '27').click()
    await page.keyboard.type('21')
    await page.reload()
    await expect(cell(page, '24')).toContainText('36')
    await expect(cell(page, '25')).toContainText('1.234')
    await expect(cell(page, '25')).toHaveAttribute('aria-invalid', 'true')
    await expect(cell(page, '27')).toContainText('21')
  })

  await test.step('locking waits for the draft', async () => {
    await enter(page, '27', '22')
    await page.getByRole('button', { name: 'Khóa máy' }).click()
    await unlock(page)
    await openAddress(page, sheet)
    await expect(cell(page, '27')).toContainText('22')
  })
})

test('several sheets of several layers, in turn, keep what was typed into each', async ({ openMachine }) => {
  const { page, host } = await openMachine('a')
  await enterPractice(page)
  await openAddress(page, '#/sheets?round=6T')
  const own = page.getByRole('link', { name: /^(Chấm|Chấm tiếp|Sửa): / })
  await expect(own.first()).toBeVisible()
  const addresses = await own.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  const some = addresses.slice(0, 4)
  expect(some.length).toBeGreaterThan(1)
  for (const round of [1, 2]) {
    for (const [index, address] of some.entries()) {
      await openAddress(page, address)
      await expect(page.getByRole('grid')).toBeFocused()
      await enter(page, '24', `${10 * round + index}`)
    }
    for (const [index, address] of some.entries()) {
      await openAddress(page, address)
      await expect(cell(page, '24')).toContainText(`${10 * round + index}`)
    }
  }
  await saved(page)
  await page.close()
  await host.kill()
  const { page: after } = await openMachine('a')
  await unlock(after)
  for (const [index, address] of some.entries()) {
    await openAddress(after, address)
    await expect(cell(after, '24')).toContainText(`${20 + index}`)
  }
})

test('two windows: what one keeps the other shows; what both change is chosen, and neither is lost', async ({
  openMachine,
}) => {
  const { page: first, host } = await openMachine('a')
  await enterPractice(first)
  await openAddress(first, sheet)
  const second = await secondWindow(first.context(), first)
  await expect(second.getByRole('grid')).toBeFocused()

  await test.step('case 20: one after the other', async () => {
    await enter(first, '24', '36')
    await saved(first)
    await expect(cell(second, '24')).toContainText('36')
    await enter(second, '27', '21')
    await saved(second)
    await expect(cell(first, '27')).toContainText('21')
    await expect(total(first)).toContainText('436,65')
  })

  await test.step('at the same moment: the second is told and sees both', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>()
    // The second window hears nothing of the first one's change before it has sent its own.
    await second.route('**/api/call', async (route) => {
      await gate
      await route.continue()
    })
    await enter(second, '24', '30')
    await enter(second, '34', '5')
    await enter(first, '24', '40')
    await saved(first)
    open()
    await expect(second.getByTestId('draft-choice')).toBeVisible()
    await expect(first.getByTestId('draft-choice')).toBeVisible()
    await second.unroute('**/api/call')
  })

  await test.step('both are still there after a reload, and after the program was killed', async () => {
    await second.reload()
    await expect(second.getByTestId('choice-24')).toContainText('40')
    await expect(second.getByTestId('choice-24')).toContainText('30')
    await expect(second.getByTestId('choice-34')).toContainText('5')
    await first.context().close()
    await host.kill()
  })

  await test.step('chosen item by item', async () => {
    const { page } = await openMachine('a')
    await unlock(page)
    await openAddress(page, sheet)
    const other = await secondWindow(page.context(), page)
    await expect(other.getByTestId('draft-choice')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Giữ nội dung đã chọn' })).toBeDisabled()
    await page.getByTestId('choice-24').getByRole('radio').nth(1).check()
    await page.getByRole('button', { name: 'Giữ nội dung đã chọn' }).click()
    for (const each of [page, other]) {
      await expect(cell(each, '24')).toContainText('30')
      await expect(cell(each, '27')).toContainText('21')
      await expect(cell(each, '34')).toContainText('5')
    }
  })
})

test('every form keeps what is typed, and asks where it must not', async ({ openMachine }) => {
  const { page } = await openMachine('a')

  await test.step('before there is a data folder: leaving asks', async () => {
    await page.getByText('Tham gia một năm thi đua').first().click()
    await page.getByLabel('Mã trên phiếu mời hoặc phiếu khôi phục').fill('ABCD')
    await page.getByRole('button', { name: 'Quay lại' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Ở lại' }).click()
    await expect(page.getByLabel('Mã trên phiếu mời hoặc phiếu khôi phục')).toHaveValue('ABCD')
    await page.getByRole('button', { name: 'Quay lại' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Rời đi' }).click()
  })
  await enterPractice(page)

  await test.step('the agreement being drafted', async () => {
    await openAddress(page, '#/agreement/draft')
    const name = page.getByLabel('Tên bản giao ước')
    await name.fill('Giao ước viết dở')
    await openAddress(page, '#/')
    await openAddress(page, '#/agreement/draft')
    await expect(name).toHaveValue('Giao ước viết dở')
    await name.fill('Giao ước viết dở, rồi tải lại')
    await page.reload()
    await expect(name).toHaveValue('Giao ước viết dở, rồi tải lại')
    await page.getByRole('button', { name: 'Bỏ nháp, bắt đầu lại' }).click()
    await expect(name).not.toHaveValue(/viết dở/)
  })

  await test.step('an exclusion, in two windows', async () => {
    await openAddress(page, '#/rounds?round=6T&cluster=1&tab=exclusions')
    const reason = page.getByLabel('Lý do (in trên bảng xếp hạng)')
    await reason.fill('Mới thành lập')
    await openAddress(page, '#/')
    const second = await secondWindow(page.context(), page)
    await openAddress(second, '#/rounds?round=6T&cluster=1&tab=exclusions')
    await expect(second.getByLabel('Lý do (in trên bảng xếp hạng)')).toHaveValue('Mới thành lập')
  })

  await test.step('a code that is never kept asks, also before locking', async () => {
    await openAddress(page, '#/season')
    const code = page.getByLabel('Mã mời')
    await code.fill('ABCD')
    await page.getByRole('button', { name: 'Khóa máy' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Ở lại' }).click()
    await openAddress(page, '#/')
    await page.getByRole('dialog').getByRole('button', { name: 'Ở lại' }).click()
    await expect(code).toHaveValue(/ABCD/)
    await openAddress(page, '#/')
    await page.getByRole('dialog').getByRole('button', { name: 'Rời đi' }).click()
    await expect(page.getByRole('heading', { name: 'Tổng quan' })).toBeVisible()
  })
})
