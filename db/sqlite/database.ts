import { Defect, err, ok, type Result } from '../../shared/kernel/result.ts'
import type { IoFailed, StoreError } from '../../shared/ledger/storage-errors.ts'
import { type Connection, type DatabaseLocation, openConnection } from './connection.ts'
import { diskFailure, StoreFault } from './failure.ts'
import type { Decode } from './row.ts'
import type { Sql } from './sql.ts'

/** Reads. A function that takes one of these cannot write. */
export interface ReadDb {
  all<Value>(query: Sql, decode: Decode<Value>): readonly Value[]
  first<Value>(query: Sql, decode: Decode<Value>): Value | null
}

/** Writes; only to be had inside a transaction. */
export interface WriteDb extends ReadDb {
  /** How many rows changed. */
  run(query: Sql): number
}

/** Migrations also change the schema. */
export interface SchemaDb extends WriteDb {
  script(text: string): void
}

/** One database for as long as it is open, across reopening after a disk failure. */
export interface Database {
  /** Reads outside a transaction. Throws `StoreFault` where the disk fails. */
  readonly reader: ReadDb
  /**
   * One transaction; `work` cannot wait for anything. Rolled back when `work` throws or gives an error. After a
   * disk failure the database is closed, opened again and asked with `happened` whether the act is in it.
   */
  write<Value, Failure>(
    work: (db: SchemaDb) => Result<Value, Failure>,
    happened: (db: ReadDb) => boolean,
  ): Result<Value, Failure | StoreError>
  pragma(name: string): unknown
  readonly isOpen: boolean
  close(): void
}

/** Opens a database. `onReopen` runs after each disk failure, so that nothing remembered outlives the doubt. */
export function openDatabase(
  location: DatabaseLocation,
  onReopen: () => void = () => {},
): Result<Database, StoreError> {
  const opened = openConnection(location)
  if (!opened.ok) return opened
  let connection: Connection | null = opened.value
  let writing = false

  const held = (): Connection => {
    if (connection === null) throw new StoreFault({ code: 'closed' })
    return connection
  }
  const db: SchemaDb = {
    all: (query, decode) => faulting(() => held().all(query)).map(decode),
    first(query, decode) {
      const row = faulting(() => held().first(query))
      return row === null ? null : decode(row)
    },
    run: (query) => held().run(query),
    script: (text) => held().script(text),
  }

  /** Nothing is known about a transaction whose disk failed: start from what the disk has. */
  const afterDiskFailure = (what: IoFailed['what'], happened: (db: ReadDb) => boolean): IoFailed => {
    closeQuietly(connection)
    connection = null
    if (location.kind === 'memory') return { code: 'ioFailed', what, outcome: 'unknown' }
    const again = openConnection({ ...location, mode: 'open' })
    if (!again.ok) return { code: 'ioFailed', what, outcome: 'unknown' }
    connection = again.value
    try {
      onReopen()
      return { code: 'ioFailed', what, outcome: happened(db) ? 'stored' : 'notStored' }
    } catch (thrown) {
      if (!(thrown instanceof StoreFault)) throw thrown
      return { code: 'ioFailed', what, outcome: 'unknown' }
    }
  }

  return ok({
    reader: db,
    get isOpen() {
      return connection !== null
    },
    write(work, happened) {
      if (connection === null) return err({ code: 'closed' })
      if (writing) throw new Defect('a transaction inside a transaction')
      writing = true
      try {
        connection.script('begin immediate')
        const outcome = work(db)
        connection.script(outcome.ok ? 'commit' : 'rollback')
        return outcome
      } catch (thrown) {
        const fault = thrown instanceof StoreFault ? thrown.cause : thrown
        const what = diskFailure(fault)
        if (what !== null) return err(afterDiskFailure(what, happened))
        rollBackQuietly(connection)
        throw thrown
      } finally {
        writing = false
      }
    },
    pragma: (name) => faulting(() => held().pragma(name)),
    close() {
      closeQuietly(connection)
      connection = null
    },
  })
}

function faulting<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (thrown) {
    const what = diskFailure(thrown)
    if (what === null) throw thrown
    throw new StoreFault({ code: 'ioFailed', what, outcome: 'notStored' }, thrown)
  }
}

function rollBackQuietly(connection: Connection): void {
  try {
    connection.script('rollback')
  } catch {
    // SQLite rolls back some failures by itself; then there is nothing left to do.
  }
}

function closeQuietly(connection: Connection | null): void {
  try {
    connection?.close()
  } catch {
    // A checkpoint that fails while closing loses nothing: the log stays beside the file.
  }
}
