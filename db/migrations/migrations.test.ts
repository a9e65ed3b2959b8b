import { existsSync, readdirSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { expectOk } from '../../shared/kernel/result.ts'
import { fileIn, removeFolders, temporaryFolder } from '../../tests/support/season-stores.ts'
import { openConnection } from '../sqlite/connection.ts'
import { openDatabase } from '../sqlite/database.ts'
import { migrate, versionOf } from './migrate.ts'
import type { Migration } from './migration.ts'
import { currentVersion, migrations } from './migrations.ts'

afterAll(removeFolders)

describe('migrations', () => {
  test('are numbered without a gap, each with a file of its own and a test of its own', () => {
    const folder = new URL('.', import.meta.url)
    const files = readdirSync(folder).filter((name) => /^\d{4}-.*(?<!\.test)\.ts$/.test(name))
    expect(migrations.map((step) => step.version)).toEqual(files.map((_, index) => index + 1))
    const untested = files.filter((name) => !existsSync(new URL(name.replace(/\.ts$/, '.test.ts'), folder)))
    expect(untested).toEqual([])
  })

  test('raise the version in the same transaction as the change they make', () => {
    const database = expectOk(openDatabase(fileIn(temporaryFolder())), 'opens')
    const failing: Migration = {
      version: currentVersion + 1,
      purpose: 'fails half way',
      up(db) {
        db.script('create table half (a integer) strict')
        throw new Error('half way')
      },
    }
    expect(() => migrate(database, [...migrations, failing])).toThrow('half way')
    expect(versionOf(database)).toBe(currentVersion)
    expect(
      migrate(database, [
        ...migrations,
        { ...failing, up: (db) => db.script('create table half (a integer) strict') },
      ]),
    ).toEqual({
      ok: true,
      value: null,
    })
    expect(versionOf(database)).toBe(currentVersion + 1)
    database.close()
  })

  test('refuse a database from the future and leave it as it is', () => {
    const location = fileIn(temporaryFolder())
    const connection = expectOk(openConnection(location), 'opens')
    connection.script(`pragma user_version = ${currentVersion + 7}`)
    connection.close()
    const database = expectOk(openDatabase(location), 'opens')
    expect(migrate(database)).toEqual({
      ok: false,
      error: { code: 'newerVersion', found: currentVersion + 7, known: currentVersion },
    })
    expect(versionOf(database)).toBe(currentVersion + 7)
    database.close()
  })
})
