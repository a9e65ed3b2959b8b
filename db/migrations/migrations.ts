import { migration0001 } from './0001-season.ts'
import type { Migration } from './migration.ts'

/** Every step there ever was, in order. A test fails when one of them has no test of its own. */
export const migrations: readonly Migration[] = [migration0001]

/** The version this program writes. */
export const currentVersion = migrations.length
