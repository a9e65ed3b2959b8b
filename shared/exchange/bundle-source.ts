import type { FileError } from '../ledger/storage-errors.ts'

/**
 * A file that is read by ranges, so that looking at it costs what is looked at and not what there is. `read` gives
 * exactly `length` bytes that the caller must not change, or throws a `FileFault`.
 */
export interface BundleSource {
  readonly size: number
  read(offset: number, length: number): Uint8Array
}

/** A drive failed in the middle of work. Caught where the work was begun and told as its refusal. */
export class FileFault extends Error {
  override readonly name = 'FileFault'
  readonly error: FileError
  constructor(error: FileError) {
    super(error.code)
    this.error = error
  }
}

export function sourceOfBytes(bytes: Uint8Array): BundleSource {
  return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) }
}

/** What is read at once where much is read: little enough to be nothing, enough for a slow drive. */
const chunkBytes = 256 * 1024

/** The bytes from `from` to `to`, in pieces. */
export function* chunksOf(source: BundleSource, from: number, to: number): Iterable<Uint8Array> {
  for (let offset = from; offset < to; offset += chunkBytes) {
    yield source.read(offset, Math.min(chunkBytes, to - offset))
  }
}
