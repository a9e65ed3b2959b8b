import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'

/** Machines of tests leave no note in the profile of whoever runs them. */
process.env['GIAOUOC_STATE'] ??= join(tmpdir(), 'giao-uoc-test-state')

/**
 * Property tests look at new histories on every run of a developer's; in continuous integration they look at the
 * same ones every time, so that a change is judged by itself and not by luck. `FAST_CHECK_SEED` repeats a run.
 */
const seed = process.env['FAST_CHECK_SEED'] ?? (process.env['CI'] === undefined ? undefined : '20211130')
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) })
