import type { DatabaseLocation } from '../../db/sqlite/connection.ts'
import { type Connection, openConnection } from '../../db/sqlite/connection.ts'
import { sql } from '../../db/sqlite/sql.ts'
import { expectOk } from '../../shared/kernel/result.ts'

/** Changes rows of a closed database as a failing disk might, past its own checks; its triggers stand afterwards. */
export function damageRows(location: DatabaseLocation, act: (db: Connection) => void): void {
  if (location.kind === 'memory') throw new Error('only a file can be damaged')
  const db = expectOk(openConnection({ ...location, mode: 'open' }), 'the file opens')
  const triggers = db
    .all(sql`select name, sql from sqlite_schema where type = 'trigger'`)
    .map((row) => ({ name: row.text('name'), text: row.text('sql') }))
  db.script('pragma foreign_keys = off; pragma ignore_check_constraints = on')
  for (const { name } of triggers) db.script(`drop trigger ${name}`)
  act(db)
  for (const { text } of triggers) db.script(text)
  db.close()
}
