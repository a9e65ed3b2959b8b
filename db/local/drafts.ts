import { ok } from '../../shared/kernel/result.ts'
import type { Draft, DraftAside, DraftChange, DraftOutcome, Drafts } from '../season-store.ts'
import type { ReadDb, WriteDb } from '../sqlite/database.ts'
import type { Row } from '../sqlite/row.ts'
import { sql } from '../sqlite/sql.ts'
import type { StoreCore } from '../store-core.ts'

/**
 * Forms being filled in. What was written on an older version than the one that stands never takes its place: it is
 * kept beside it, one text for each writer.
 */
export function drafts(core: StoreCore): Drafts {
  return {
    names: () =>
      core.reader.all(
        sql`select name from draft where text is not null
            union select name from draft_aside order by name`,
        (row) => row.text('name'),
      ),
    get: (name) => readDraft(core.reader, name),
    change: (name, change) =>
      core.write(
        (db) => ok(written(db, name, change, core.clock.now())),
        (db) => hasHappened(db, name, change),
      ),
  }
}

interface DraftRow {
  readonly counter: number
  readonly version: number
  readonly writer: string
  readonly text: string | null
  readonly savedAt: string
}

function written(db: WriteDb, name: string, change: DraftChange, now: string): DraftOutcome {
  const { writer, text, basedOn, settles } = change
  const row = readRow(db, name)
  const settle = (): void => {
    for (const version of settles) {
      db.run(sql`delete from draft_aside where name = ${name} and version = ${version}`)
    }
  }
  if (row === null) {
    // Nothing to drop, and nothing to remember of it.
    if (text === null) return { outcome: 'kept', version: 0, savedAt: now }
    db.run(sql`insert into draft (name, counter, version, writer, text, saved_at)
               values (${name}, 1, 1, ${writer}, ${text}, ${now})`)
    return { outcome: 'kept', version: 1, savedAt: now }
  }
  if (row.text === text && (text !== null || basedOn === row.version)) {
    settle()
    return { outcome: 'kept', version: row.version, savedAt: row.savedAt }
  }
  const counter = row.counter + 1
  // The writer's own last change may have been kept without its answer having arrived.
  if (basedOn === row.version || (writer === row.writer && basedOn < row.version && row.text !== null)) {
    settle()
    db.run(sql`update draft set counter = ${counter}, version = ${counter}, writer = ${writer},
                 text = ${text}, saved_at = ${now} where name = ${name}`)
    return { outcome: 'kept', version: counter, savedAt: now }
  }
  if (text !== null) {
    db.run(sql`update draft set counter = ${counter} where name = ${name}`)
    db.run(sql`insert into draft_aside (name, writer, version, text, saved_at)
               values (${name}, ${writer}, ${counter}, ${text}, ${now})
               on conflict (name, writer) do update
                 set version = excluded.version, text = excluded.text, saved_at = excluded.saved_at`)
  }
  return { outcome: 'changed', version: row.version }
}

/** Asked after a disk failure: whether the change is there all the same. */
function hasHappened(db: ReadDb, name: string, { text }: DraftChange): boolean {
  const { current, aside } = readDraft(db, name)
  if (text === null) return current === null
  return current?.text === text || aside.some((each) => each.text === text)
}

function readDraft(db: ReadDb, name: string): Draft {
  const row = readRow(db, name)
  return {
    version: row?.version ?? 0,
    current: row === null || row.text === null ? null : { text: row.text, savedAt: row.savedAt },
    aside: db.all(
      sql`select version, text, saved_at from draft_aside where name = ${name} order by version`,
      asideOf,
    ),
  }
}

function readRow(db: ReadDb, name: string): DraftRow | null {
  return db.first(
    sql`select counter, version, writer, text, saved_at from draft where name = ${name}`,
    draftRow,
  )
}

function draftRow(row: Row): DraftRow {
  return {
    counter: row.integer('counter'),
    version: row.integer('version'),
    writer: row.text('writer'),
    text: row.textOrNull('text'),
    savedAt: row.text('saved_at'),
  }
}

function asideOf(row: Row): DraftAside {
  return { version: row.integer('version'), text: row.text('text'), savedAt: row.text('saved_at') }
}
