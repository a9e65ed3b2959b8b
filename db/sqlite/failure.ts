/// <reference path="./better-sqlite3.d.ts" />
import Driver from 'better-sqlite3'
import type { IoFailed, StoreError } from '../../shared/ledger/storage-errors.ts'

/** Thrown by reads when the disk fails. Caught where a call becomes an answer, which then carries `error`. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault'
  readonly error: StoreError

  constructor(error: StoreError, cause?: unknown) {
    super(`store: ${error.code}`, { cause })
    this.error = error
  }
}

/** SQLite's name of a failure, such as `SQLITE_IOERR_FSYNC`; null: not from SQLite. */
export function sqliteCode(thrown: unknown): string | null {
  return thrown instanceof Driver.SqliteError ? thrown.code : null
}

/** Which failure of the disk this is, after which the outcome of a write is unknown; null: another error. */
export function diskFailure(thrown: unknown): IoFailed['what'] | null {
  const code = sqliteCode(thrown)
  if (code === null) return null
  if (code === 'SQLITE_FULL') return 'full'
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return 'corrupt'
  // A disk that turns read-only, or a file that can no longer be reached, fails like any broken disk.
  return /^SQLITE_(IOERR|CANTOPEN|READONLY|PROTOCOL)/.test(code) ? 'io' : null
}
