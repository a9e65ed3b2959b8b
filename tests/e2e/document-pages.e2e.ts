import { expect, type Page } from '@playwright/test'
import type { ClusterCode, SubjectCode } from '../../shared/domain/ids.ts'
import { type Layer, layers } from '../../shared/domain/sheet.ts'
import {
  agreementView,
  documentSeason,
  documentSeasonId,
  sheetViews,
  standingsView,
} from '../support/document-views.ts'
import { test } from './support/machines.ts'
import { hasPdfTools, overflowing, printPages } from './support/pdf-pages.ts'

/**
 * Documents at full size and at their edges, which a practice season does not all have: the host's answers are
 * given here, the page and its content policy are the real ones.
 */
const cluster = '3' as ClusterCode
const subject = 'PC03' as SubjectCode
const portrait = { width: 594.96, height: 841.92 }

type Answers = { readonly [name: string]: (input: { readonly layer: Layer }) => unknown }

const common: Answers = {
  'host.info': () => ({
    host: 'loopback',
    version: '0',
    printing: { kind: 'browserOnly' },
    chooser: { kind: 'served' },
  }),
  'workspace.status': () => ({
    state: 'open',
    account: { name: 'Nguyễn Văn A', role: 'officer' },
    practice: false,
    season: { id: documentSeasonId },
  }),
  'season.get': () => ({
    season: documentSeason,
    fingerprint: { short: '3f9a 7c21', full: 'b'.repeat(64) },
  }),
}

async function openDocument(page: Page, address: string, answers: Answers): Promise<void> {
  await page.exposeFunction(
    'answerCall',
    (message: { id: string; name: string; input: { layer: Layer } }) => ({
      id: message.id,
      ok: true,
      value: { ...common, ...answers }[message.name]?.(message.input),
    }),
  )
  await page.addInitScript(() => {
    const host = window as unknown as { answerCall: (message: unknown) => Promise<unknown> }
    Object.assign(window, { giaouoc: { call: host.answerCall, subscribe: () => () => undefined } })
  })
  await page.goto(`${new URL(page.url()).origin}/#/print/${address}`)
  await page.reload()
  await page.locator('article').first().waitFor()
}

test.skip(!hasPdfTools, 'poppler-utils is not on this computer')

test('the founding agreement, signed by four, fits on one page', async ({ openMachine }, testInfo) => {
  const { page } = await openMachine('a')
  await openDocument(page, 'agreement', {
    'agreement.list': () => ({
      agreements: [agreementView({ scope: null, signed: 4 })],
      signatories: [],
      proposal: null,
    }),
  })
  const pdf = await printPages(page, testInfo.outputPath('summary.pdf'))
  expect([pdf.count, pdf.size, await overflowing(page)]).toEqual([1, portrait, []])
  const [text = ''] = pdf.texts
  for (const part of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'TÓM TẮT GIAO ƯỚC ĐÃ KÝ',
    'đã ký 4/4',
    'Điều tra, khám phá án rất nghiêm trọng và đặc biệt nghiêm trọng',
  ]) {
    expect(text).toContain(part)
  }
})

test('an agreement of eleven parties gives each a row for ink', async ({ openMachine }, testInfo) => {
  const { page } = await openMachine('a')
  await openDocument(page, 'agreement', {
    'agreement.list': () => ({
      agreements: [agreementView({ scope: cluster, signed: 7 })],
      signatories: [],
      proposal: null,
    }),
  })
  const pdf = await printPages(page, testInfo.outputPath('summary-of-eleven.pdf'))
  expect(await overflowing(page)).toEqual([])
  expect(pdf.texts.join('\n')).toContain('đã ký 7/11')
  expect(pdf.texts[1]).toMatch(/Chữ ký mực/)
})

test('a sheet of 35 criteria repeats its headings and numbers its pages from the second', async ({
  openMachine,
}, testInfo) => {
  const { page } = await openMachine('a')
  const views = sheetViews({ cluster, subject, submitted: layers })
  await openDocument(page, `sheet?round=Q1&subject=${subject}`, {
    'sheets.open': ({ layer }) => views[layer],
    'standings.get': () => standingsView({ cluster, official: false }),
  })
  const pdf = await printPages(page, testInfo.outputPath('sheet.pdf'))
  expect([pdf.size, await overflowing(page)]).toEqual([
    { width: portrait.height, height: portrait.width },
    [],
  ])
  expect(pdf.count).toBeGreaterThan(2)
  const withRows = pdf.texts.filter((text) => /\b\d+,\d\d\b.*\b\d+,\d\d\b/.test(text))
  for (const text of withRows) expect(text).toMatch(/TT Nội dung tiêu chí|Nội dung tiêu chí/)
  for (const text of pdf.texts) {
    expect(text).toMatch(/Mã kiểm tra: ([0-9BCFGHJKMNPQRSTVXZ]{4} ?){8}/)
    expect(text).toContain('TẠM TÍNH')
  }
  // Decree 30/2020: in the middle of the top margin, not on page 1.
  expect(pdf.texts.map((text) => /^\s*(\d+)\s*$/m.exec(text)?.[1] ?? null).slice(0, 3)).toEqual([
    null,
    '2',
    '3',
  ])
  for (let no = 1; no <= 35; no++) {
    expect(pdf.texts.join('\n'), `criterion ${no}`).toMatch(new RegExp(`^ ?${no} `, 'm'))
  }
})

test('standings of eleven units keep names, ranks and percents', async ({ openMachine }, testInfo) => {
  const { page } = await openMachine('a')
  const view = standingsView({ cluster, official: true })
  await openDocument(page, 'standings?round=Q1&cluster=3', { 'standings.get': () => view })
  const pdf = await printPages(page, testInfo.outputPath('standings.pdf'))
  expect([pdf.size, await overflowing(page)]).toEqual([portrait, []])
  const text = pdf.texts.join('\n')
  expect(text).toContain('BẢNG XẾP HẠNG THI ĐUA')
  expect(text).not.toContain('TẠM TÍNH')
  for (const { percent, status } of view.rows) {
    if (status !== 'excluded' && percent !== null) expect(text).toContain(percent.replace('.', ','))
  }
})

test('invitation slips stand two or one on a page and carry no document code', async ({
  openMachine,
}, testInfo) => {
  const { page } = await openMachine('a')
  const slip = (seat: string, last: string) => ({
    seat,
    state: 'open',
    slip: {
      seat,
      code: `BCFG-HJKM-NPQR-STVX-Z012-3456-789${last}`,
      checkGroup: 'CFGHJKMN',
      qrText: `GIAOUOC/INVITE/${last.repeat(90)}`,
    },
  })
  await openDocument(page, 'slips', {
    'season.invitations': () => [slip('lead:3', 'B'), slip('unit:PC03', 'C'), slip('unit:PA05', 'F')],
  })
  const pdf = await printPages(page, testInfo.outputPath('slips.pdf'))
  expect([pdf.count, pdf.size, await overflowing(page)]).toEqual([2, portrait, []])
  expect(pdf.texts[0]).toContain('BCFG HJKM NPQR STVX Z012 3456 789B')
  expect(pdf.texts[0]).toContain('BCFG HJKM NPQR STVX Z012 3456 789C')
  expect(pdf.texts.join('')).not.toContain('Mã kiểm tra:')

  await page.getByText('Mỗi trang một phiếu').click()
  const single = await printPages(page, testInfo.outputPath('single-slips.pdf'))
  expect(single.count).toBe(3)
})
