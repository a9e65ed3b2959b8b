import { expect, type Page } from '@playwright/test'
import { test } from './support/machines.ts'
import { enterPractice, openAddress } from './support/screen-steps.ts'

const total = (page: Page) => page.getByTestId('total')
const points = (page: Page, criterion: string) => page.getByTestId(`points-${criterion}`)
const cell = (page: Page, criterion: string) => page.locator(`[id="cell-result-${criterion}"]`)

test('a sheet is written by keyboard, keeps itself, and is submitted', async ({ openMachine }) => {
  const { page } = await openMachine('a')
  await enterPractice(page)
  await openAddress(page, '#/sheets/6T/PX03/self')
  await expect(page.getByRole('grid')).toBeFocused()

  await test.step('typing replaces, Enter goes down, points appear at once', async () => {
    await cell(page, '24').click()
    await page.keyboard.type('35,5')
    await page.keyboard.press('Enter')
    await expect(points(page, '24')).toHaveText('35,50')
    await expect(cell(page, '25')).toHaveAttribute('aria-selected', 'true')
  })

  await test.step('zero, nothing to count and not scored are three things', async () => {
    await cell(page, '27').click()
    await page.keyboard.type('0')
    await page.keyboard.press('Enter')
    await expect(points(page, '27')).toHaveText('0,00')
    await cell(page, '33').click()
    await expect(cell(page, '33')).toHaveText('chưa chấm')
    await page.keyboard.type('-')
    await page.keyboard.press('Enter')
    await expect(cell(page, '33')).toHaveText('Không phát sinh')
    await expect(points(page, '33')).toHaveText('15,00')
    await cell(page, '33').click()
    await page.keyboard.press('Delete')
    await expect(cell(page, '33')).toHaveText('chưa chấm')
    await expect(points(page, '33')).toHaveText('')
  })

  await test.step('an ambiguous number is asked back', async () => {
    await cell(page, '25').click()
    await page.keyboard.type('1.234')
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowUp')
    await expect(cell(page, '25')).toHaveAttribute('aria-invalid', 'true')
    await page.getByRole('button', { name: '1,234' }).click()
    await expect(cell(page, '25')).toContainText('1,234')
    await expect(cell(page, '25')).toHaveAttribute('aria-invalid', 'false')
  })

  await test.step('points above the maximum are an error, not a clamp', async () => {
    await cell(page, '31').click()
    await page.keyboard.type('26')
    await page.keyboard.press('Enter')
    await expect(points(page, '31')).toHaveText('')
    await cell(page, '31').click()
    await page.keyboard.press('F2')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await page.keyboard.type('20')
    await page.keyboard.press('Escape')
    await expect(cell(page, '31')).toContainText('26')
    await page.keyboard.type('20')
    await page.keyboard.press('Enter')
    await expect(points(page, '31')).toHaveText('20,00')
  })

  await test.step('a block from a spreadsheet goes in and comes out again with one undo', async () => {
    const before = await total(page).textContent()
    await cell(page, '24').click()
    await pasteText(page, '30\n100\n0,4\n25\n')
    await expect(points(page, '24')).toHaveText('30,00')
    await expect(points(page, '26')).toHaveText('40,00')
    await expect(points(page, '27')).toHaveText('25,00')
    await page.keyboard.press('Control+z')
    await expect(total(page)).toHaveText(before ?? '')
    await page.keyboard.press('Control+y')
    await expect(points(page, '27')).toHaveText('25,00')
  })

  await test.step('the draft is there after the window was closed', async () => {
    await expect(page.getByTestId('save-state')).toHaveAttribute('data-state', 'saved')
    const before = await total(page).textContent()
    await page.reload()
    await expect(total(page)).toHaveText(before ?? '')
  })

  await test.step('it names its consequence once and goes into the ledger', async () => {
    await page.getByRole('button', { name: 'Nộp phiếu' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('mục chưa chấm')
    await dialog.getByRole('button', { name: 'Nộp phiếu' }).click()
    await expect(page.getByRole('heading', { name: 'Phiếu chấm điểm' })).toBeVisible()
    await expect(
      page.getByRole('link', { name: 'Sửa: Phòng Công tác đảng và công tác chính trị, Tự chấm' }),
    ).toBeVisible()
  })
})

test('the whole grid is reached without a mouse, and left with Tab', async ({ openMachine }) => {
  const { page } = await openMachine('a')
  await enterPractice(page)
  await openAddress(page, '#/sheets/6T/PX03/self')
  await expect(page.getByRole('grid')).toBeFocused()
  await page.keyboard.press('Control+End')
  await expect(cell(page, '35')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('F6')
  await expect(page.getByRole('complementary', { name: 'Chi tiết tiêu chí' })).toContainText(
    'Biểu dương, phê bình của cấp trên',
  )
  await expect(page.getByRole('grid')).not.toBeFocused()
  await page.keyboard.press('F6')
  await expect(page.getByRole('grid')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('grid')).not.toBeFocused()
})

/** What a spreadsheet leaves on the clipboard. */
async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer()
    data.setData('text/plain', pasted)
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  }, text)
}
