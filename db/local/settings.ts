import { ok } from '../../shared/kernel/result.ts'
import type { Settings } from '../season-store.ts'
import type { ReadDb } from '../sqlite/database.ts'
import { sql } from '../sqlite/sql.ts'
import type { StoreCore } from '../store-core.ts'

/** Small choices of this machine in this season. Nothing that changes standings may live here. */
export function settings(core: StoreCore): Settings {
  return {
    get: (name) => readSetting(core.reader, name),
    put: (name, value) =>
      core.write(
        (db) => {
          db.run(sql`
            insert into setting (name, value) values (${name}, ${value})
            on conflict (name) do update set value = excluded.value`)
          return ok(null)
        },
        (db) => readSetting(db, name) === value,
      ),
  }
}

function readSetting(db: ReadDb, name: string): string | null {
  return db.first(sql`select value from setting where name = ${name}`, (row) => row.text('value'))
}
