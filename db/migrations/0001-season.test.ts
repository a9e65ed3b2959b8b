import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectDefined, expectOk } from '../../shared/kernel/result.ts'
import {
  fileIn,
  importOf,
  openStore,
  removeFolders,
  temporaryFolder,
  testSeason,
} from '../../tests/support/season-stores.ts'
import { type Connection, openConnection } from '../sqlite/connection.ts'
import { sql } from '../sqlite/sql.ts'

/** The tables themselves refuse, whatever code may ever be written above them. */
const season = testSeason(1, 1)
const location = fileIn(temporaryFolder())
let connection: Connection

beforeAll(() => {
  const store = openStore({ season: season.id, location })
  const [withheld, ...whole] = season.records.toReversed()
  const records = [...whole, { ...expectDefined(withheld, 'a record'), bodyBytes: null }]
  expectOk(store.importRecords(importOf('gói', records)), 'imported')
  store.close()
  connection = expectOk(openConnection(location), 'opens')
})
afterAll(() => {
  connection.close()
  removeFolders()
})

const copy = `select id, author, seq, prev, basis, kind, record, signature, import_id from ledger limit 1`
const columns = 'id, author, seq, prev, basis, kind, record, signature, import_id'
const contents = sql`select * from ledger left join ledger_body using (id) order by position`
const other = `x'${'ab'.repeat(32)}'`

describe('the ledger', () => {
  test.each([
    ['update ledger set kind = kind', 'never changed'],
    ['update or replace ledger set seq = 1', 'never changed'],
    ['delete from ledger', 'never shortened'],
    [`insert into ledger (${columns}) ${copy}`, 'holds this record already'],
    [`insert or replace into ledger (${columns}) ${copy}`, 'holds this record already'],
    [`replace into ledger (${columns}) ${copy}`, 'holds this record already'],
    [
      `insert or replace into ledger (position, ${columns})
       select 1, ${other}, author, seq, prev, basis, kind, record, signature, import_id from ledger limit 1`,
      'holds this record already',
    ],
    [
      `insert into ledger (${columns}) ${copy} on conflict do update set kind = 'x'`,
      'holds this record already',
    ],
    ['update ledger_body set body = body', 'never changed'],
    ['delete from ledger_body', 'never shortened'],
    [
      'insert or replace into ledger_body (id, body) select id, body from ledger_body limit 1',
      'holds this body already',
    ],
    [
      `insert or replace into ledger_body (rowid, id, body)
       select 1, ledger.id, x'7b7d' from ledger left join ledger_body body using (id) where body.id is null`,
      'holds this body already',
    ],
  ])('refuses: %s', (statement, why) => {
    const before = connection.all(contents)
    expect(() => connection.script(statement)).toThrow(why)
    expect(connection.all(contents)).toEqual(before)
  })

  test.each([
    [`insert into ledger_body (id, body) values (${other}, x'7b7d')`, 'FOREIGN KEY'],
    [
      `insert into ledger (${columns})
       select ${other}, author, 0, null, basis, kind, record, signature, null from ledger limit 1`,
      'CHECK',
    ],
    [
      `insert into ledger (${columns})
       select ${other}, author, 2, null, basis, kind, record, signature, null from ledger limit 1`,
      'CHECK',
    ],
    [
      `insert into ledger (${columns})
       select 'text', author, seq, prev, basis, kind, record, signature, null from ledger limit 1`,
      'cannot store TEXT',
    ],
    [`insert into draft values ('sheet', 1, 2, 'w', '{}', 'now')`, 'CHECK'],
    [`insert into draft_aside values ('nothing', 'w', 1, '{}', 'now')`, 'FOREIGN KEY'],
    [`insert into projected_check values ('safe', 2)`, 'CHECK'],
  ])('has strict columns: %s', (statement, why) => {
    expect(() => connection.script(statement)).toThrow(why)
  })
})
