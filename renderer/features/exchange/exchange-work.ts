import { create } from 'zustand'
import type { CallFailure, CallInput } from '../../../shared/contract/calls.ts'
import type { ExportResult, ImportPreviewView, ImportResult } from '../../../shared/contract/exchange.ts'
import type { Seat } from '../../../shared/domain/ids.ts'
import { type CallProblem, callHost } from '../../transport/call-host.ts'
import type { ChosenFile } from '../../ui/file-chooser/chosen-file.ts'

/**
 * What was begun on the tabs for import and export. It stands here for as long as the program is open, so that looking
 * something up on another screen costs nothing, and work that ends meanwhile is found on return. Handles and the
 * preview live on the host: one that is gone is said when it is used.
 */

type Content = CallInput<'exchange.planExport'>['content']

interface Exporting {
  readonly recipients: readonly Seat[]
  readonly content: Content
  readonly folder: ChosenFile | null
  readonly exported: ExportResult | null
  readonly busy: boolean
  readonly problem: CallProblem<CallFailure<'exchange.export'>> | null
}

const nothingToExport: Exporting = {
  recipients: [],
  content: 'delta',
  folder: null,
  exported: null,
  busy: false,
  problem: null,
}

export const useExporting = create<Exporting>(() => nothingToExport)

/** The tab is left: an export that was seen to be done is over, and the next one begins anew. */
export function leaveExport(): void {
  if (useExporting.getState().exported !== null) useExporting.setState(nothingToExport)
}

export async function exportNow(): Promise<void> {
  const { recipients, content, folder } = useExporting.getState()
  if (folder === null) return
  useExporting.setState({ busy: true, problem: null })
  const answer = await callHost('exchange.export', {
    recipients: [...recipients],
    content,
    folder: folder.handle,
  })
  useExporting.setState(
    answer.ok ? { busy: false, exported: answer.value } : { busy: false, problem: answer.error },
  )
}

type ImportStep = 'exchange.preview' | 'exchange.commit' | 'exchange.discard'

interface Importing {
  readonly files: readonly ChosenFile[]
  readonly preview: ImportPreviewView | null
  readonly result: ImportResult | null
  readonly busy: ImportStep | null
  readonly problem: CallProblem<CallFailure<ImportStep>> | null
}

const nothingBegun: Importing = { files: [], preview: null, result: null, busy: null, problem: null }

export const useImporting = create<Importing>(() => nothingBegun)

export function beginImport(): void {
  useImporting.setState(nothingBegun)
}

/** The tab is left: an import that was seen to be done is over. */
export function leaveImport(): void {
  if (useImporting.getState().result !== null) beginImport()
}

export async function lookAtBundles(): Promise<void> {
  const files = useImporting.getState().files.map(({ handle }) => handle)
  const preview = await step('exchange.preview', { files })
  if (preview !== null) useImporting.setState({ preview })
}

export async function commitImport(): Promise<void> {
  const { preview } = useImporting.getState()
  const result = preview === null ? null : await step('exchange.commit', { token: preview.token })
  if (result !== null) useImporting.setState({ result })
}

export async function discardImport(): Promise<void> {
  const { preview } = useImporting.getState()
  if (preview !== null) await step('exchange.discard', { token: preview.token })
  if (useImporting.getState().problem === null) beginImport()
}

/** The host has no such preview any more: the same files can be looked at again. */
export function previewIsGone(problem: Importing['problem']): boolean {
  return problem?.kind === 'refused' && problem.failure.code === 'previewGone'
}

export function chooseAgain(): void {
  useImporting.setState({ preview: null, problem: null })
}

/** Null: refused, and the problem is shown. */
async function step<Name extends ImportStep>(name: Name, input: CallInput<Name>) {
  useImporting.setState({ busy: name, problem: null })
  const answer = await callHost<Name>(name, input)
  useImporting.setState({ busy: null, problem: answer.ok ? null : answer.error })
  return answer.ok ? answer.value : null
}
