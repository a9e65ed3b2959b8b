/// <reference path="./better-sqlite3.d.ts" />
import { statSync } from 'node:fs'
import Driver from 'better-sqlite3'
import { hexOf } from '../../shared/kernel/bytes.ts'
import { Defect, err, ok, type Result } from '../../shared/kernel/result.ts'
import type { StoreError } from '../../shared/ledger/storage-errors.ts'
import { sqliteCode } from './failure.ts'
import { ownFile } from './own-file.ts'
import { Row } from './row.ts'
import type { Sql } from './sql.ts'

/** Where a database lies. `key`: 32 bytes; a file without its key is indistinguishable from noise. */
export type DatabaseLocation =
  | {
      readonly kind: 'file'
      readonly file: string
      readonly key: Uint8Array
      readonly mode: 'create' | 'open'
    }
  | { readonly kind: 'memory' }

/** `GiaU` in the file's header: any other number means that the file is not ours. */
export const applicationId = 0x47696155

/** One open SQLite database with every pragma set and read back. Knows no tables. */
export interface Connection {
  all(query: Sql): readonly Row[]
  first(query: Sql): Row | null
  /** How many rows changed. */
  run(query: Sql): number
  /** For `create table` and transaction control: text of this program only. */
  script(text: string): void
  pragma(name: string): unknown
  close(): void
}

/**
 * Opens a database (`open` never makes one) exclusively: a second opener, in this or any other process, is refused with `alreadyOpen`.
 * Ends with an empty write transaction, since locks, recovery and a wrong key show only at the first access.
 */
export function openConnection(location: DatabaseLocation): Result<Connection, StoreError> {
  const file = location.kind === 'file' ? location.file : ':memory:'
  const opening = location.kind === 'file' && location.mode === 'open'
  if (opening) {
    const stat = statSync(file, { throwIfNoEntry: false })
    if (stat === undefined) return err({ code: 'missing', file })
    // SQLite takes an emptied file for a new database, and would write one.
    if (stat.size === 0) return err({ code: 'wrongKeyOrDamaged', file })
  }
  let driver: Driver | null = null
  try {
    if (location.kind === 'file') ownFile(file)
    driver = new Driver(file, { timeout: 100 })
    if (location.kind === 'file') setKey(driver, location.key)
    for (const { name, value, shown } of pragmasFor(location)) setPragma(driver, name, value, shown)
    driver.exec('begin immediate; commit')
    const found = driver.pragma('application_id', { simple: true })
    const empty =
      rowOf(driver.prepare('select count(*) as tables from sqlite_schema').get()).integer('tables') === 0
    if (found !== applicationId) {
      if (opening || found !== 0 || !empty) throw new ForeignFile()
      driver.pragma(`application_id = ${applicationId}`)
    }
    return ok(connectionOf(driver))
  } catch (thrown) {
    driver?.close()
    const error = openFailure(thrown, file)
    if (error === null) throw thrown
    return err(error)
  }
}

interface Pragma {
  readonly name: string
  readonly value: string
  /** What reading it back must give. */
  readonly shown: string | number
}

/** Order matters: exclusive before WAL keeps the shared-memory file from ever being made. */
const pragmas: readonly Pragma[] = [
  { name: 'locking_mode', value: 'exclusive', shown: 'exclusive' },
  { name: 'journal_mode', value: 'wal', shown: 'wal' },
  // The driver's default in WAL mode may lose an acknowledged commit at a power cut.
  { name: 'synchronous', value: 'extra', shown: 3 },
  { name: 'foreign_keys', value: 'on', shown: 1 },
  // Without it `insert or replace` deletes rows past the delete trigger.
  { name: 'recursive_triggers', value: 'on', shown: 1 },
  { name: 'trusted_schema', value: 'off', shown: 0 },
  { name: 'cell_size_check', value: 'on', shown: 1 },
  { name: 'mmap_size', value: '0', shown: 0 },
  // 32 MB, in KiB: ids are spread over all pages of their index, and each page that is read again is deciphered again.
  { name: 'cache_size', value: '-32768', shown: -32768 },
  { name: 'secure_delete', value: 'on', shown: 1 },
  { name: 'temp_store', value: 'memory', shown: 2 },
]

function pragmasFor(location: DatabaseLocation): readonly Pragma[] {
  // A database in memory has no journal file and no memory map to speak of.
  return location.kind === 'file'
    ? pragmas
    : pragmas.filter(({ name }) => name !== 'journal_mode' && name !== 'mmap_size')
}

function setKey(driver: Driver, key: Uint8Array): void {
  if (key.length !== 32) throw new Defect(`a database key has 32 bytes, not ${key.length}`)
  setPragma(driver, 'cipher', "'chacha20'", 'chacha20')
  driver.pragma(`key = "raw:${hexOf(key)}"`)
}

function setPragma(driver: Driver, name: string, value: string, shown: string | number): void {
  driver.pragma(`${name} = ${value}`)
  const found = driver.pragma(name, { simple: true })
  if (found !== shown) throw new Defect(`pragma ${name} is ${String(found)}, not ${shown}`)
}

class ForeignFile extends Error {}

function openFailure(thrown: unknown, file: string): StoreError | null {
  if (thrown instanceof ForeignFile) return { code: 'wrongKeyOrDamaged', file }
  const code = sqliteCode(thrown)
  if (code === null) {
    // The driver itself refuses a folder that is not there, before SQLite is asked.
    return thrown instanceof TypeError && /directory does not exist/.test(thrown.message)
      ? { code: 'notWritable', file }
      : null
  }
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return { code: 'alreadyOpen', file }
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) return { code: 'wrongKeyOrDamaged', file }
  if (/^SQLITE_(CANTOPEN|READONLY|PERM)/.test(code)) return { code: 'notWritable', file }
  if (code === 'SQLITE_FULL') return { code: 'ioFailed', what: 'full', outcome: 'notStored' }
  if (/^SQLITE_(IOERR|PROTOCOL)/.test(code)) return { code: 'ioFailed', what: 'io', outcome: 'notStored' }
  return null
}

function connectionOf(driver: Driver): Connection {
  const statements = new WeakMap<TemplateStringsArray, Driver.Statement>()
  const statementOf = ({ parts }: Sql): Driver.Statement => {
    const known = statements.get(parts)
    if (known !== undefined) return known
    const statement = driver.prepare(parts.join('?'))
    statements.set(parts, statement)
    return statement
  }
  return {
    all: (query) =>
      statementOf(query)
        .all(...query.values)
        .map(rowOf),
    first(query) {
      const columns = statementOf(query).get(...query.values)
      return columns === undefined ? null : rowOf(columns)
    },
    run: (query) => statementOf(query).run(...query.values).changes,
    script(text) {
      driver.exec(text)
    },
    pragma: (name) => driver.pragma(name, { simple: true }),
    close() {
      driver.close()
    },
  }
}

function rowOf(columns: unknown): Row {
  return new Row(columns as { readonly [name: string]: unknown }) // the driver gives plain objects; values are checked on access
}
