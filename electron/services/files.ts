import { type Failure, failure, type TargetFailure } from '../../shared/contract/failures.ts'
import type { FileHandle, FolderListing, Place, SavedFile } from '../../shared/contract/files.ts'
import { utf8Bytes } from '../../shared/kernel/bytes.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { plainName } from './file-names.ts'
import type { Machine } from './machine.ts'
import type { TargetPlace } from './ports.ts'
import { writeOut } from './written-files.ts'

/** Drives and usual folders, as tickets. */
export function filePlaces(machine: Machine): readonly Place[] {
  return machine.sources.targets.places().map((place) => ticketed(machine, place))
}

export function browseFolder(
  machine: Machine,
  folder: FileHandle,
): Result<FolderListing, Failure<'fileGone'>> {
  const path = machine.tickets.pathOf(folder)
  if (path === null) return err(failure('fileGone', { name: '' }))
  const listed = machine.sources.targets.browse(path)
  if (!listed.ok) return err(failure('fileGone', { name: nameOf(path) }))
  const { label, parent, entries } = listed.value
  return ok({
    handle: folder,
    label,
    parent: parent === null ? null : machine.tickets.handleOf(parent),
    entries: entries.map(({ path: at, name, kind, bytes, modifiedAt }) => ({
      handle: machine.tickets.handleOf(at),
      name,
      kind,
      bytes,
      modifiedAt,
    })),
  })
}

/** Asks the host's window for a folder or bundles. */
export async function chooseFiles(
  machine: Machine,
  what: 'folder' | 'bundles',
): Promise<Result<readonly Place[] | null, Failure<'notAvailableHere'>>> {
  const { native } = machine.ports
  if (native === null) return err(failure('notAvailableHere', {}))
  const paths = await native.choose(what)
  if (paths === null) return ok(null)
  return ok(
    paths.map((path) => ({
      handle: machine.tickets.handleOf(path),
      label: nameOf(path),
      kind: 'folder' as const,
      freeBytes: null,
    })),
  )
}

/** A dropped bundle becomes a file of this run, in memory only. */
export function receiveFile(
  machine: Machine,
  input: { readonly name: string; readonly base64: string },
): Result<{ readonly handle: FileHandle }, Failure<'fileTooLarge' | 'storeFailed'>> {
  const bytes = bytesOfBase64(input.base64)
  if (bytes === null) return err(failure('storeFailed', { what: 'io' }))
  return ok({ handle: machine.tickets.handleOfBytes(input.name, bytes) })
}

/** A slip as a text file that any editor shows rightly. */
export function saveText(
  machine: Machine,
  input: { readonly folder: FileHandle; readonly name: string; readonly text: string },
): Result<SavedFile, TargetFailure | Failure<'fileGone'>> {
  // The mark at the start tells old editors that this is UTF-8; they also want both characters of a line end.
  const bytes = utf8Bytes(`\uFEFF${input.text.replaceAll('\n', '\r\n')}`)
  return savedFile(writeOut(machine, { folder: input.folder, name: plainName(input.name, '.txt'), bytes }))
}

/** Prints what is on screen into a PDF in a chosen folder. */
export async function savePdf(
  machine: Machine,
  input: { readonly folder: FileHandle; readonly name: string },
): Promise<Result<SavedFile, TargetFailure | Failure<'notAvailableHere' | 'fileGone'>>> {
  const { native } = machine.ports
  if (native === null) return err(failure('notAvailableHere', {}))
  const bytes = await native.printPdf()
  return savedFile(writeOut(machine, { folder: input.folder, name: plainName(input.name, '.pdf'), bytes }))
}

function savedFile(
  written: ReturnType<typeof writeOut>,
): Result<SavedFile, TargetFailure | Failure<'fileGone'>> {
  return written.ok ? ok({ name: written.value.name, nameTaken: written.value.nameTaken }) : written
}

export async function printDocument(machine: Machine): Promise<Result<null, Failure<'notAvailableHere'>>> {
  const { native } = machine.ports
  if (native === null) return err(failure('notAvailableHere', {}))
  await native.print()
  return ok(null)
}

/** The last part of a path, of either system. */
export function nameOf(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path
}

function ticketed(machine: Machine, { path, label, kind, freeBytes }: TargetPlace): Place {
  return { handle: machine.tickets.handleOf(path), label, kind, freeBytes }
}

function bytesOfBase64(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return null
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const valueByCode = new Uint8Array(128)
  for (let value = 0; value < 64; value++) valueByCode[alphabet.charCodeAt(value)] = value
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  for (let from = 0, to = 0; from < text.length; from += 4, to += 3) {
    let quad = 0
    for (let index = 0; index < 4; index++)
      quad = quad * 64 + (valueByCode[text.charCodeAt(from + index)] ?? 0)
    bytes[to] = quad >> 16
    if (to + 1 < bytes.length) bytes[to + 1] = (quad >> 8) & 255
    if (to + 2 < bytes.length) bytes[to + 2] = quad & 255
  }
  return bytes
}
