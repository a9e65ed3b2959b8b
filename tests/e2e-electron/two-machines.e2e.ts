import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { FileHandle } from '../../shared/contract/files.ts'
import type { RecordId, Seat } from '../../shared/domain/ids.ts'
import { callHost } from '../e2e/support/call-host.ts'
import { type ElectronMachine, test } from '../e2e/support/electron-machines.ts'
import { hasPdfTools, readPdfBytes } from '../e2e/support/pdf-pages.ts'

test('two Electron machines sign one agreement, exchange bundles and print its summary', async ({
  openMachine,
}, testInfo) => {
  const a = await openMachine('a')
  const stick = a.home
  await callHost(a.page, 'founding.prepare', {
    preset: 'dak-nong-2021',
    year: 2021,
    name: 'Phong trào thi đua năm 2021',
    account: 'Nguyễn Thị Hòa',
    passphrase: 'mua-he-den-som-2021',
  })
  await callHost(a.page, 'founding.commit', { slipKept: 'saved' })
  await callHost(a.page, 'joining.addSeat', { code: await slipOf(a, 'lead:1') })
  const { proposal } = await callHost(a.page, 'agreement.list', {})
  if (proposal === null) throw new Error('the authority may draft')
  const { record } = await callHost(a.page, 'agreement.draft', proposal)
  await sign(a, record, 'lead:1', 'Nguyễn Văn An')
  const season = await exportTo(a, stick, 'season')

  const b = await openMachine('b')
  const file = await choose(b, 'bundles', join(stick, season))
  await callHost(b.page, 'joining.commit', {
    files: [file],
    code: await slipOf(a, 'lead:2'),
    account: 'Trần Văn Bình',
    passphrase: 'con-duong-dat-do-2021',
  })
  await sign(b, record, 'lead:2', 'Trần Văn Bình')
  const back = await choose(a, 'bundles', join(stick, await exportTo(b, stick, 'delta')))
  const { token, stored } = await callHost(a.page, 'exchange.preview', { files: [back] })
  expect(stored).toBe(3) // the enrolment of the machine, the signatory, the signature
  await callHost(a.page, 'exchange.commit', { token })
  const fingerprints = await Promise.all(
    [a, b].map(async ({ page }) => (await callHost(page, 'season.get', {})).fingerprint.full),
  )
  expect(fingerprints[0]).toBe(fingerprints[1])

  await a.page.reload()
  await a.page.evaluate(() => {
    window.location.hash = '#/print/agreement'
  })
  await a.page.locator('article').filter({ hasText: 'Tóm tắt giao ước đã ký' }).waitFor()
  const folder = await choose(a, 'folder', stick)
  const { name } = await callHost(a.page, 'documents.savePdf', { folder, name: 'tom-tat' })
  if (!hasPdfTools) return
  const paper = readPdfBytes(readFileSync(join(stick, name)), testInfo.outputPath('summary.pdf'))
  expect(paper.count).toBe(1)
  expect(paper.texts[0]).toContain('đã ký 2/4')
})

async function sign(
  machine: ElectronMachine,
  agreement: RecordId,
  seat: string,
  name: string,
): Promise<void> {
  const passphrase = 'chu-ky-cua-rieng-toi'
  const person = { name, rank: 'Thượng tá', position: 'Trưởng phòng', passphrase }
  const { record } = await callHost(machine.page, 'signatory.enrol', person)
  const asked = { agreement, seat: seat as Seat, signatory: record, passphrase } // a seat of the preset
  await callHost(machine.page, 'agreement.sign', asked)
}

async function exportTo(
  machine: ElectronMachine,
  stick: string,
  content: 'season' | 'delta',
): Promise<string> {
  const folder = await choose(machine, 'folder', stick)
  const { name } = await callHost(machine.page, 'exchange.export', { recipients: [], content, folder })
  return name
}

async function slipOf({ page }: ElectronMachine, seat: string): Promise<string> {
  const rows = await callHost(page, 'season.invitations', {})
  const slip = rows.find((row) => row.seat === seat)?.slip
  if (slip === undefined || slip === null) throw new Error(`there is no slip for ${seat}`)
  return `${slip.code} ${slip.checkGroup}`
}

/** The system's own dialog, answered as a person would. */
async function choose(
  { app, page }: ElectronMachine,
  what: 'folder' | 'bundles',
  path: string,
): Promise<FileHandle> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, path)
  const places = await callHost(page, 'files.choose', { what })
  const handle = places?.[0]?.handle
  if (handle === undefined) throw new Error('the dialog gave nothing')
  return handle
}
