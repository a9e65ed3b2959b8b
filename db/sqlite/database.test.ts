import { afterAll, describe, expect, test } from 'vitest'
import { err, expectOk, ok } from '../../shared/kernel/result.ts'
import { fileIn, removeFolders, temporaryFolder } from '../../tests/support/season-stores.ts'
import { type Database, openDatabase, type ReadDb } from './database.ts'
import { StoreFault } from './failure.ts'
import { sql } from './sql.ts'

afterAll(removeFolders)

const never = () => false

function notes(db: ReadDb): readonly string[] {
  return db.all(sql`select text from note order by number`, (row) => row.text('text'))
}

function noteDatabase(onReopen?: () => void): Database {
  const database = expectOk(openDatabase(fileIn(temporaryFolder()), onReopen), 'opens')
  const made = database.write((db) => {
    db.script('create table note (number integer primary key, text text not null) strict')
    return ok(null)
  }, never)
  expectOk(made, 'made')
  return database
}

function add(database: Database, text: string) {
  return database.write(
    (db) => {
      db.run(sql`insert into note (text) values (${text})`)
      return ok(text)
    },
    (db) => notes(db).includes(text),
  )
}

describe('a transaction', () => {
  test('is whole, or not at all when it gives an error or throws', () => {
    const database = noteDatabase()
    expect(add(database, 'một')).toEqual({ ok: true, value: 'một' })
    const refused = database.write((db) => {
      db.run(sql`insert into note (text) values ('hai')`)
      return err('không')
    }, never)
    expect(refused).toEqual({ ok: false, error: 'không' })
    const throwing = () =>
      database.write((db) => {
        db.run(sql`insert into note (text) values ('ba')`)
        throw new Error('lỗi')
      }, never)
    expect(throwing).toThrow('lỗi')
    const breaking = () =>
      database.write((db) => {
        db.run(sql`insert into note (text) values ('bốn')`)
        db.run(sql`insert into note (number, text) values (1, 'trùng')`)
        return ok(null)
      }, never)
    expect(breaking).toThrow(/UNIQUE/)
    expect(notes(database.reader)).toEqual(['một'])
    database.close()
  })

  test('cannot stand inside another one', () => {
    const database = noteDatabase()
    expect(() => database.write(() => add(database, 'trong'), never)).toThrow(
      'a transaction inside a transaction',
    )
    expect(notes(database.reader)).toEqual([])
    database.close()
  })

  test('on a full disk leaves what was there, says so, and the next one works', () => {
    let reopened = 0
    const database = noteDatabase(() => reopened++)
    expectOk(add(database, 'trước'), 'there is room')
    const pages = database.pragma('page_count')
    // SQLite's own limit on pages fails exactly like a full disk, in the middle of a transaction.
    const limited = database.write((db) => {
      db.script(`pragma max_page_count = ${Number(pages) + 1}`)
      return ok(null)
    }, never)
    expectOk(limited, 'the limit is set')
    expect(add(database, 'x'.repeat(100_000))).toEqual({
      ok: false,
      error: { code: 'ioFailed', what: 'full', outcome: 'notStored' },
    })
    expect([reopened, notes(database.reader)]).toEqual([1, ['trước']])
    expect(add(database, 'sau')).toEqual({ ok: true, value: 'sau' })
    database.close()
  })

  test('after closing is refused, and reading throws a typed fault', () => {
    const database = noteDatabase()
    database.close()
    expect(add(database, 'muộn')).toEqual({ ok: false, error: { code: 'closed' } })
    expect(() => notes(database.reader)).toThrow(StoreFault)
  })
})

describe('a row', () => {
  test('gives values of the type asked for, and nothing else', () => {
    const database = noteDatabase()
    const one = sql`select 1 as number, 'một' as text, x'0102' as bytes, null as empty`
    const read = database.reader.first(one, (row) => [
      row.integer('number'),
      row.text('text'),
      row.blob('bytes'),
      row.textOrNull('empty'),
    ])
    expect(read).toEqual([1, 'một', new Uint8Array([1, 2]), null])
    expect(() => database.reader.first(one, (row) => row.text('number'))).toThrow('column number')
    expect(() => database.reader.first(one, (row) => row.integer('missing'))).toThrow('column missing')
    database.close()
  })
})
