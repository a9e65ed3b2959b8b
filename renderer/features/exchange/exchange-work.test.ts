import { beforeEach, expect, it, vi } from 'vitest'
import type { FileHandle } from '../../../shared/contract/files.ts'

/** A host that answers each call by name. */
const answers: { [name: string]: object } = {}
const asked: string[] = []
vi.stubGlobal('window', {})
vi.stubGlobal('localStorage', { getItem: () => null })
vi.stubGlobal('fetch', async (_address: string, { body }: { body: string }) => {
  const { id, name } = JSON.parse(body)
  asked.push(name)
  return { json: async () => ({ id, ...answers[name] }) }
})
const work = await import('./exchange-work.ts')
const { useExporting, useImporting } = work

const file = { handle: 'h' as FileHandle, label: 'x.giaouoc' }
const preview = { token: 't', stored: 3 }

beforeEach(() => {
  asked.length = 0
  work.beginImport()
})

it('an import goes on without its screen, and is found as it stands', async () => {
  answers['exchange.preview'] = { ok: true, value: preview }
  useImporting.setState({ files: [file] })
  const looking = work.lookAtBundles()
  expect(useImporting.getState().busy).toBe('exchange.preview')
  await looking
  expect(useImporting.getState()).toMatchObject({ files: [file], preview, busy: null, problem: null })
})

it('a preview that the host no longer has is said, and the same files can be looked at again', async () => {
  answers['exchange.commit'] = { ok: false, error: { code: 'previewGone' } }
  useImporting.setState({ files: [file], preview: preview as never })
  await work.commitImport()
  const { problem, result } = useImporting.getState()
  expect([work.previewIsGone(problem), result]).toEqual([true, null])
  work.chooseAgain()
  expect(useImporting.getState()).toMatchObject({ files: [file], preview: null, problem: null })
})

it('an import that is left begins anew, unless the host refused to let it go', async () => {
  answers['exchange.discard'] = { ok: false, incident: '7' }
  useImporting.setState({ files: [file], preview: preview as never })
  await work.discardImport()
  expect(useImporting.getState()).toMatchObject({ preview, problem: { kind: 'incident' } })
  answers['exchange.discard'] = { ok: true, value: null }
  await work.discardImport()
  expect(useImporting.getState()).toMatchObject({ files: [], preview: null })
})

it('an export keeps what was chosen, and what came of it', async () => {
  answers['exchange.export'] = { ok: false, error: { code: 'targetReadOnly', folder: 'E:' } }
  await work.exportNow()
  expect(asked).toEqual([])
  useExporting.setState({ folder: file, content: 'full' })
  await work.exportNow()
  expect(useExporting.getState()).toMatchObject({
    folder: file,
    content: 'full',
    busy: false,
    exported: null,
  })
  expect(useExporting.getState().problem).toMatchObject({ failure: { code: 'targetReadOnly' } })
})
