/// <reference path="./better-sqlite3.d.ts" />
import Driver from 'better-sqlite3'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { sqliteCode } from './failure.ts'
import { ownFile } from './own-file.ts'

/**
 * Holds a file's lock until it is released or the process ends, however it ends: SQLite's own locks are the only
 * ones Node can reach on every system.
 */
export function lockFile(file: string): Result<{ release(): void }, 'inUse' | 'notWritable'> {
  let driver: Driver | null = null
  try {
    ownFile(file)
    driver = new Driver(file, { timeout: 100 })
    // Nothing is ever written, so nothing needs a journal beside the file.
    driver.exec('pragma journal_mode = memory; begin exclusive')
    const held = driver
    return ok({
      release() {
        held.close()
      },
    })
  } catch (thrown) {
    driver?.close()
    const code = sqliteCode(thrown)
    if (code === null) throw thrown
    return err(/^SQLITE_(BUSY|LOCKED)/.test(code) ? 'inUse' : 'notWritable')
  }
}
