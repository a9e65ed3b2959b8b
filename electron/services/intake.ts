import { type Failure, failure } from '../../shared/contract/failures.ts'
import type { FileHandle } from '../../shared/contract/files.ts'
import type { BundleError } from '../../shared/exchange/bundle-error.ts'
import { measureBundle } from '../../shared/exchange/bundle-layout.ts'
import { type BundleSource, FileFault, sourceOfBytes } from '../../shared/exchange/bundle-source.ts'
import { copyBundle, type OpenBundle } from '../../shared/exchange/open-bundle.ts'
import type { BundleFile } from '../../shared/exchange/preview-import.ts'
import type { Verification } from '../../shared/kernel/ports.ts'
import { err, expectDefined, ok, type Result } from '../../shared/kernel/result.ts'
import type { Work } from '../../shared/kernel/work.ts'
import type { FileError } from '../../shared/ledger/storage-errors.ts'
import { nameOf } from './files.ts'
import type { Machine } from './machine.ts'
import type { OpenedFile, PrivateCopy } from './ports.ts'
import { readFailure, vaultFailure } from './storage-failures.ts'

type IntakeFailure = Failure<'fileGone' | 'fileTooLarge' | 'storeFailed'>

/** Files to be looked at, opened and not read. */
export interface Intake {
  /** All together. */
  readonly bytes: number
  /**
   * Makes a copy of each that nobody else can change, while it is hashed, and opens the copy. Nothing of a file is
   * copied whose opening, size, end mark or header is wrong.
   */
  take(): Work<readonly BundleFile[]>
  /** Closes everything and removes the copies. */
  close(): void
}

/** Opens the files behind tickets. What was opened is to be closed, whatever happens. */
export function openIntake(
  machine: Machine,
  handles: readonly FileHandle[],
): Result<Intake, Failure<'fileGone' | 'fileTooLarge'>> {
  const files: NamedFile[] = []
  const copies: Copy[] = []
  const close = (): void => {
    for (const { file } of files) file.close()
    for (const copy of copies) copy.remove()
  }
  for (const handle of new Set(handles)) {
    const opened = openBehind(machine, handle)
    if (!opened.ok) {
      close()
      return opened
    }
    files.push(opened.value)
  }
  return ok({
    bytes: files.reduce((sum, { file }) => sum + file.size, 0),
    *take() {
      const taken: BundleFile[] = []
      let memory = memoryBytes
      const headers = headerAllowances(files)
      for (const [index, { name, file, held }] of files.entries()) {
        const { size: bytes } = file
        const inMemory = !held && bytes <= memory
        const copy = held ? heldCopy(file) : inMemory ? memoryCopy(bytes) : diskCopy(machine, bytes)
        copies.push(copy)
        const open = yield* takenIn(file, copy, headers[index] ?? 0, machine.ports.crypto)
        if (open.ok) {
          memory -= inMemory ? bytes : 0
          taken.push({ name, bytes, refused: null, open: open.value })
        } else {
          copies.pop()?.remove()
          taken.push({ name, bytes, refused: open.error, open: null })
        }
      }
      return taken
    },
    close,
  })
}

/** What a failing drive means: the stick that is read, or this machine's own disk that takes the copies. */
export function intakeFailure(error: FileError): IntakeFailure {
  switch (error.code) {
    case 'diskFull':
    case 'readOnly':
    case 'deviceError':
      return vaultFailure(error)
    default:
      return readFailure(error)
  }
}

interface NamedFile {
  readonly name: string
  readonly file: OpenedFile
  /** In memory already, where nobody can change it. */
  readonly held: boolean
}

/** Made with its first piece, so that a file which is refused by its form takes no place at all. */
interface Copy extends Pick<PrivateCopy, 'write' | 'remove'> {
  readonly source: BundleSource
}

/** Copies of all files together are held in memory up to here; larger ones go to the disk. */
const memoryBytes = 64 * 1024 * 1024
/** Headers of all files together; a hundred honest ones take a fraction of one. */
const headersBytes = 16 * 1024 * 1024

function openBehind(
  machine: Machine,
  handle: FileHandle,
): Result<NamedFile, Failure<'fileGone' | 'fileTooLarge'>> {
  const dropped = machine.tickets.bytesOf(handle)
  if (dropped !== null) {
    return ok({ name: dropped.name, file: { ...sourceOfBytes(dropped.bytes), close: () => {} }, held: true })
  }
  const path = machine.tickets.pathOf(handle)
  if (path === null) return err(failure('fileGone', { name: '' }))
  const opened = machine.sources.targets.openFile(path)
  return opened.ok
    ? ok({ name: nameOf(path), file: opened.value, held: false })
    : err(readFailure(opened.error))
}

/**
 * How long the header of each file may be, so that all together stay within bounds: the shortest first, so that a
 * long one keeps no other out. Nothing of them has been read.
 */
function headerAllowances(files: readonly NamedFile[]): readonly number[] {
  const lengths = files.map(({ file }) => {
    const { layout } = measureBundle(file)
    return layout === null ? 0 : layout.framesFrom - layout.headerFrom
  })
  const allowances: number[] = []
  let left = headersBytes
  for (const index of [...lengths.keys()].sort((one, other) => lengthAt(one) - lengthAt(other))) {
    allowances[index] = Math.min(left, lengthAt(index))
    left -= lengthAt(index) <= left ? lengthAt(index) : 0
  }
  return allowances

  function lengthAt(index: number): number {
    return lengths[index] ?? 0
  }
}

function* takenIn(
  file: BundleSource,
  copy: Copy,
  mostHeader: number,
  crypto: Verification,
): Work<Result<OpenBundle, BundleError>> {
  const copied = yield* copyBundle(file, copy.write, crypto, mostHeader)
  return copied.ok ? ok({ ...copied.value, source: copy.source }) : copied
}

function heldCopy(source: BundleSource): Copy {
  return { write: () => {}, source, remove: () => {} }
}

function memoryCopy(size: number): Copy {
  let bytes = new Uint8Array(0)
  let written = 0
  return {
    write(piece) {
      if (written === 0) bytes = new Uint8Array(size)
      bytes.set(piece, written)
      written += piece.length
    },
    source: { size, read: (offset, length) => bytes.subarray(offset, offset + length) },
    remove: () => {},
  }
}

function diskCopy(machine: Machine, size: number): Copy {
  let made: PrivateCopy | null = null
  return {
    write(piece) {
      made ??= createdCopy(machine, size)
      made.write(piece)
    },
    source: { size, read: (offset, length) => expectDefined(made, 'copied').source.read(offset, length) },
    remove: () => made?.remove(),
  }
}

function createdCopy(machine: Machine, size: number): PrivateCopy {
  const created = machine.ports.copies.create(size)
  if (!created.ok) throw new FileFault(created.error)
  return created.value
}
