import type { SchemaDb } from '../sqlite/database.ts'

/**
 * One step of the schema. Once released, its file is frozen: databases out there were made by exactly this text.
 * It runs inside a transaction that also raises the version.
 */
export interface Migration {
  readonly version: number
  /** For the log: what this step makes possible. */
  readonly purpose: string
  readonly up: (db: SchemaDb) => void
}
