import { expect, type Page } from '@playwright/test'
import { launchElectron, test } from '../e2e/support/electron-machines.ts'
import { enterPractice, openAddress } from '../e2e/support/screen-steps.ts'

const sheet = '#/sheets/6T/PX03/self'
const cell = (page: Page, criterion: string) => page.locator(`[id="cell-result-${criterion}"]`)

async function enter(page: Page, criterion: string, text: string): Promise<void> {
  await cell(page, criterion).click()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

test('drafts survive leaving the sheet, closing the window at once, and the end of the program', async ({
  openMachine,
}) => {
  const { app, page, dataFolder, home } = await openMachine('a')
  await enterPractice(page)
  await openAddress(page, sheet)
  await expect(page.getByRole('grid')).toBeFocused()
  await enter(page, '24', '36')
  await enter(page, '27', '21')
  await expect(page.getByTestId('save-state')).toHaveAttribute('data-state', 'saved')
  await page.getByRole('link', { name: 'Tổng quan' }).click()
  await openAddress(page, sheet)
  await expect(cell(page, '24')).toContainText('36')
  await expect(cell(page, '27')).toContainText('21')
  await expect(page.getByTestId('total')).toContainText('436,65')

  // The window is closed while a cell is still open and nothing of it has been sent.
  await cell(page, '34').click()
  await page.keyboard.type('5')
  await app.close()

  const again = await launchElectron(dataFolder, home)
  try {
    const second = await again.firstWindow()
    await second.getByRole('textbox', { name: 'Mật khẩu' }).fill('thi-dua-thuc-hanh-2021')
    await second.getByRole('button', { name: 'Mở khóa' }).click()
    await openAddress(second, sheet)
    await expect(cell(second, '24')).toContainText('36')
    await expect(cell(second, '27')).toContainText('21')
    await expect(cell(second, '34')).toContainText('5')
  } finally {
    await again.close()
  }
})
