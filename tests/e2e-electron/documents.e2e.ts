import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { callHost } from '../e2e/support/call-host.ts'
import { test } from '../e2e/support/electron-machines.ts'
import { hasPdfTools, readPdfBytes } from '../e2e/support/pdf-pages.ts'

test.skip(!hasPdfTools, 'poppler-utils is not on this computer')

test('a document is saved as PDF into a chosen folder', async ({ openMachine }, testInfo) => {
  const { page, app, home } = await openMachine('a')
  await callHost(page, 'practice.open', {})
  await page.reload()
  // The system's own dialog cannot be worked from here: it answers as if the person chose this folder.
  await app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] })
  }, home)

  await page.evaluate(() => {
    window.location.hash = '#/print/agreement'
  })
  await page.locator('article').waitFor()
  await page.getByRole('button', { name: 'Lưu PDF' }).click()
  await expect(page.getByText('Đã lưu tệp')).toBeVisible()

  const [name = ''] = readdirSync(home).filter((file) => file.endsWith('.pdf'))
  expect(name).toMatch(/^tom-tat-giao-uoc_\d{4}\.pdf$/)
  const pdf = readPdfBytes(readFileSync(join(home, name)), testInfo.outputPath('summary.pdf'))
  expect([pdf.count, pdf.size]).toEqual([1, { width: 594.96, height: 841.92 }])
  const [text = ''] = pdf.texts
  expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
  expect(text).toContain('TÓM TẮT GIAO ƯỚC ĐÃ KÝ')
  // Chromium 130 has no page-margin boxes: there the code stands in the flow only.
  expect(text).toMatch(/Mã kiểm tra: ([0-9BCFGHJKMNPQRSTVXZ]{4} ?){8}/)
})
