import { expect } from '@playwright/test'
import { test } from './support/machines.ts'
import { enterPractice, openAddress } from './support/screen-steps.ts'

test('a round is planned, watched, explained, closed and opened again on screen', async ({
  openMachine,
}, testInfo) => {
  const { page } = await openMachine('a')
  await enterPractice(page)

  await test.step('what waits leads to the place where it is done', async () => {
    await page.getByRole('link', { name: /Phân công kiểm tra chéo · 6 tháng đầu năm/ }).click()
    await expect(page.getByRole('heading', { name: 'Đợt chấm' })).toBeVisible()
  })

  await test.step('the suggested teams cover everybody and inspect nobody of their own', async () => {
    await page.getByRole('button', { name: 'Gợi ý xoay vòng' }).click()
    await expect(page.getByText('Mọi đối tượng đều có tổ kiểm tra.')).toBeVisible()
    await page.getByRole('button', { name: 'Bỏ tổ 1', exact: true }).click()
    await expect(page.getByText(/^Chưa có tổ kiểm tra:/)).toBeVisible()
    await page.getByRole('button', { name: 'Gợi ý xoay vòng' }).click()
    await page.getByRole('button', { name: 'Ban hành phân công' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Ban hành phân công' }).click()
    await expect(page.getByText('Đang có hiệu lực')).toBeVisible()
  })

  await test.step('an exclusion names its reason and stands apart', async () => {
    await page.getByRole('tab', { name: 'Không xếp loại' }).click()
    await page.getByRole('combobox', { name: 'Đối tượng' }).click()
    await page.getByRole('option', { name: 'Thanh tra', exact: true }).click()
    await page.getByLabel('Lý do (in trên bảng xếp hạng)').fill('Có cán bộ bị kỷ luật')
    await page.getByLabel('Từ ngày').fill('31/02/2021')
    await expect(page.getByRole('button', { name: 'Ghi không xếp loại' })).toBeDisabled()
    await page.getByLabel('Từ ngày').fill('01/06/2021')
    await page.getByRole('button', { name: 'Ghi không xếp loại' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Ghi không xếp loại' }).click()
    await expect(page.getByText('Thanh tra: Có cán bộ bị kỷ luật')).toBeVisible()
  })

  await test.step('closing lists every gap and takes none without a reason', async () => {
    await page.getByRole('tab', { name: 'Chốt đợt' }).click()
    const close = page.getByRole('button', { name: 'Chốt đợt', exact: true })
    await expect(close).toBeDisabled()
    await page
      .getByRole('textbox', { name: /^Lý do chấp nhận/ })
      .first()
      .fill('Chưa kiểm tra trong đợt này')
    await page.getByRole('button', { name: 'Dùng lý do này cho mọi chỗ thiếu' }).click()
    await close.click()
    await page.getByRole('dialog').getByRole('button', { name: 'Chốt đợt' }).click()
    await expect(page.getByText('Kết quả đã được niêm phong. Xem ở bảng xếp hạng.')).toBeVisible()
  })

  await test.step('a round closed wrongly is opened again with a reason, and what it sealed stays readable', async () => {
    const openAgain = page.getByRole('button', { name: 'Mở lại đợt' })
    const dialog = page.getByRole('dialog')
    const reason = dialog.getByLabel(/^Lý do mở lại/)
    await openAgain.click()
    const confirm = dialog.getByRole('button', { name: 'Mở lại đợt' })
    await expect(confirm).toBeDisabled()
    await reason.fill('Bỏ sót phiếu của Phòng Hậu cần')
    await page.screenshot({ path: testInfo.outputPath('reopen.png') })
    // Left at once, by an address: what was typed is there again, also after a reload.
    await openAddress(page, '#/')
    await page.reload()
    await openAddress(page, '#/rounds?round=6T&cluster=1&tab=close')
    await openAgain.click()
    await expect(reason).toHaveValue('Bỏ sót phiếu của Phòng Hậu cần')
    await confirm.click()
    await expect(dialog).toHaveCount(0)
    await expect(page.getByText('đã mở lại', { exact: true })).toBeVisible()
    await page.getByRole('button', { name: /^Chốt lúc/ }).click()
    await expect(page.getByText('Phòng Hậu cần').first()).toBeVisible()
    await page.screenshot({ path: testInfo.outputPath('reopened.png'), fullPage: true })
    await openAddress(page, '#/standings?round=6T&cluster=1')
    await expect(page.getByText('TẠM TÍNH').first()).toBeVisible()
    await expect(page.getByText('CHÍNH THỨC')).toHaveCount(0)
  })

  await test.step('a closed round is official and every number explains itself', async () => {
    await openAddress(page, '#/standings?round=Q1&cluster=1')
    await expect(page.getByText('CHÍNH THỨC')).toBeVisible()
    await page.getByRole('button', { name: 'Vì sao Phòng Hậu cần đứng ở đây' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText(/^kém .* điểm phần trăm$/)).toBeVisible()
    await dialog.getByRole('tab', { name: 'Từng tiêu chí' }).click()
    await dialog.getByLabel('Tìm tiêu chí').fill('giam toi pham')
    await dialog.getByRole('button', { name: /^7\. Giảm tội phạm/ }).click()
    await expect(dialog.getByText(/^Kết quả A = /)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
  })
})

test('an import is set aside and taken back, and the other language is one key away', async ({
  openMachine,
}) => {
  const { page } = await openMachine('a')
  await enterPractice(page)
  await openAddress(page, '#/exchange?tab=history')
  const fingerprint = page.getByTestId('fingerprint')
  const before = (await fingerprint.textContent()) ?? ''
  await page.getByRole('button', { name: 'Để riêng' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Để riêng' }).click()
  await expect(page.getByText('đang để riêng')).toBeVisible()
  await expect(fingerprint).not.toHaveText(before)
  await page.getByRole('button', { name: 'Lấy lại' }).click()
  await expect(fingerprint).toHaveText(before)
  await page.getByRole('button', { name: 'Đổi ngôn ngữ (English)' }).click()
  await expect(page.getByRole('heading', { name: 'Bundles' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Bundles' })).toBeVisible()
})
