import type { RecordId } from '../../shared/domain/ids.ts'
import type { ReadDb } from '../sqlite/database.ts'
import { sql } from '../sqlite/sql.ts'
import { recordIdOfBlob } from './ids.ts'

/** What is set aside of a record: all of it, or a body that came later than the record. */
export type SetAside = Map<RecordId, 'record' | 'body'>

/** What is stored and left out of everything, until the import that brought it is taken back. */
export function readSetAside(db: ReadDb): SetAside {
  const rows = db.all(
    sql`
      with aside as (select id as import_id from import where set_aside = 1)
      select id, 1 as whole from ledger join aside using (import_id)
      union all select id, 1 from antechamber join aside using (import_id)
      union all select id, 0 from ledger_body join aside using (import_id)
      union all select id, 0 from antechamber join aside on body_import_id = aside.import_id`,
    (row) => ({ id: recordIdOfBlob(row.blob('id')), whole: row.integer('whole') === 1 }),
  )
  const found: SetAside = new Map()
  for (const { id, whole } of rows) if (whole || !found.has(id)) found.set(id, whole ? 'record' : 'body')
  return found
}
