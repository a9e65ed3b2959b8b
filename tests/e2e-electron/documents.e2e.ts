import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { callHost } from '../e2e/support/call-host.ts'
import { test } from '../e2e/support/electron-machines.ts'
import { hasPdfTools, readPdfBytes } from '../e2e/support/pdf-pages.ts'

test.skip(!hasPdfTools, 'poppler-utils is not on this computer')

test('documents are saved as PDF into a chosen folder', async ({ openMachine }, testInfo) => {
  const { page, app, home } = await openMachine('a')
  await callHost(page, 'practice.open', {})
  await page.reload()
  // The system's own dialog cannot be worked from here: it answers as if the person chose this folder.
  await app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] })
  }, home)
  const save = async (address: string, title: string, name: string) => {
    await page.evaluate((hash) => {
      window.location.hash = hash
    }, `#/print/${address}`)
    await page.locator('article').filter({ hasText: title }).waitFor()
    await page.getByRole('button', { name: 'Lưu PDF' }).click()
    await expect(page.getByText(`Đã lưu tệp ${name}`)).toBeVisible()
    return readPdfBytes(readFileSync(join(home, name)), testInfo.outputPath(name))
  }

  const summary = await save('agreement', 'Tóm tắt giao ước đã ký', 'tom-tat-giao-uoc_2021.pdf')
  expect([summary.count, summary.size]).toEqual([1, { width: 594.96, height: 841.92 }])
  const [text = ''] = summary.texts
  expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
  expect(text).toContain('TÓM TẮT GIAO ƯỚC ĐÃ KÝ')
  // Chromium 130 has no page-margin boxes: there the code stands in the flow only.
  expect(text).toMatch(/Mã kiểm tra: ([0-9BCFGHJKMNPQRSTVXZ]{4} ?){8}/)

  const sheet = await save(
    'sheet?round=Q1&subject=PC02',
    'Phiếu chấm điểm thi đua',
    'phieu-cham-diem_2021_Q1_PC02.pdf',
  )
  expect(sheet.size).toEqual({ width: 841.92, height: 594.96 })
  for (const pageText of sheet.texts) expect(pageText.trim()).not.toBe('')
})
