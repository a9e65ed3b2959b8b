import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { isOnPath } from '../../../build/scripts/support/system-packages.ts'

/** A printed document as poppler reads it back from the file. */
export interface PdfPages {
  readonly count: number
  /** In PostScript points. */
  readonly size: { readonly width: number; readonly height: number }
  /** Text of each page, words in reading order. */
  readonly texts: readonly string[]
}

/** Prints what is on screen as the browser would, with the document's own paper and margins. */
export async function printPages(page: Page, file: string): Promise<PdfPages> {
  await page.evaluate(() => document.fonts.ready)
  await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true })
  return readPdf(file)
}

/** The same for a PDF that the host made. */
export function readPdfBytes(bytes: Uint8Array, file: string): PdfPages {
  writeFileSync(file, bytes)
  return readPdf(file)
}

/** Where poppler's tools are missing the checks are left out; the runner of the tests says so. */
export const hasPdfTools = isOnPath('pdftotext') && isOnPath('pdfinfo')

/** Elements of the printed pages whose content is wider than they are: it would be cut off. */
export function overflowing(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('article, article *')]
      .filter((element) => element instanceof HTMLElement && element.clientWidth > 0)
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => `${element.tagName}: ${element.textContent?.slice(0, 60)}`),
  )
}

function readPdf(file: string): PdfPages {
  const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' })
  const count = Number(/^Pages:\s+(\d+)/m.exec(info)?.[1] ?? Number.NaN)
  const [, width, height] = /^Page size:\s+([\d.]+) x ([\d.]+)/m.exec(info) ?? []
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  return {
    count,
    size: { width: Number(width), height: Number(height) },
    texts: text
      .split('\f')
      .slice(0, count)
      .map((page) => page.replace(/[ \t]+/g, ' ')),
  }
}
