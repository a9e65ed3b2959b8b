import { layerSchema } from '../../shared/domain/sheet.ts'
import { ok } from '../../shared/kernel/result.ts'
import type { DraftKey, SheetDraft, SheetDrafts } from '../season-store.ts'
import type { ReadDb } from '../sqlite/database.ts'
import type { Row } from '../sqlite/row.ts'
import { sql } from '../sqlite/sql.ts'
import type { StoreCore } from '../store-core.ts'

/** Sheets being filled in. They stay on this machine until they are submitted. */
export function sheetDrafts(core: StoreCore): SheetDrafts {
  return {
    list: () =>
      core.reader.all(
        sql`select round, subject, layer, text, saved_at from sheet_draft order by round, subject, layer`,
        draftOf,
      ),
    get: (key) => readDraft(core.reader, key),
    put: (key, text) =>
      core.write(
        (db) => {
          db.run(sql`
            insert into sheet_draft (round, subject, layer, text, saved_at)
            values (${key.round}, ${key.subject}, ${key.layer}, ${text}, ${core.clock.now()})
            on conflict (round, subject, layer)
              do update set text = excluded.text, saved_at = excluded.saved_at`)
          return ok(null)
        },
        (db) => readDraft(db, key)?.text === text,
      ),
    delete: (key) =>
      core.write(
        (db) => {
          db.run(sql`
            delete from sheet_draft
            where round = ${key.round} and subject = ${key.subject} and layer = ${key.layer}`)
          return ok(null)
        },
        (db) => readDraft(db, key) === null,
      ),
  }
}

function readDraft(db: ReadDb, key: DraftKey): SheetDraft | null {
  return db.first(
    sql`select round, subject, layer, text, saved_at from sheet_draft
        where round = ${key.round} and subject = ${key.subject} and layer = ${key.layer}`,
    draftOf,
  )
}

function draftOf(row: Row): SheetDraft {
  return {
    round: row.text('round'),
    subject: row.text('subject'),
    layer: layerSchema.parse(row.text('layer')),
    text: row.text('text'),
    savedAt: row.text('saved_at'),
  }
}
