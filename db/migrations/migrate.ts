import { Defect, err, ok, type Result } from '../../shared/kernel/result.ts'
import type { StoreError } from '../../shared/ledger/storage-errors.ts'
import type { Database } from '../sqlite/database.ts'
import type { Migration } from './migration.ts'
import { migrations } from './migrations.ts'

/**
 * Brings a database to this program's version, one transaction per step. A database of a later program is refused
 * and left as it is.
 */
export function migrate(
  database: Database,
  steps: readonly Migration[] = migrations,
): Result<null, StoreError> {
  const found = versionOf(database)
  if (found > steps.length) return err({ code: 'newerVersion', found, known: steps.length })
  for (const [index, step] of steps.entries()) {
    if (step.version !== index + 1) throw new Defect(`migration ${step.version} stands at place ${index + 1}`)
    if (step.version <= found) continue
    const done = database.write<null, never>(
      (db) => {
        step.up(db)
        db.script(`pragma user_version = ${step.version}`)
        return ok(null)
      },
      () => versionOf(database) === step.version,
    )
    if (!done.ok) return done
  }
  return ok(null)
}

/** 0: nothing has been made yet. */
export function versionOf(database: Database): number {
  const version = database.pragma('user_version')
  if (typeof version !== 'number') throw new Defect('user_version is a number')
  return version
}
