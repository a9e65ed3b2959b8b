import type { RecordId } from '../../shared/domain/ids.ts'
import type { ReadDb } from '../sqlite/database.ts'
import { sql } from '../sqlite/sql.ts'
import { recordIdOfBlob } from './ids.ts'

/** Records that are stored and left out of everything, until they are taken back. */
export function readSetAside(db: ReadDb): ReadonlySet<RecordId> {
  return new Set(db.all(sql`select record_id from set_aside`, (row) => recordIdOfBlob(row.blob('record_id'))))
}
