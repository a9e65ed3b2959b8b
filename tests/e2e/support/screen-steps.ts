import { expect, type Page } from '@playwright/test'

/** Steps many flows share, taken the way a person takes them. */

/** From the first start into the practice season. */
export async function enterPractice(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Xem dữ liệu mẫu/ }).click()
  await page.getByRole('button', { name: 'Tạo dữ liệu mẫu' }).click()
  await page.getByRole('button', { name: 'Vào chương trình' }).click({ timeout: 90_000 })
  await expect(page.getByRole('heading', { name: 'Tổng quan' })).toBeVisible()
}

/** An address of the program, as a link on another screen would open it. */
export async function openAddress(page: Page, hash: string): Promise<void> {
  await page.evaluate((address) => {
    window.location.hash = address
  }, hash)
}
