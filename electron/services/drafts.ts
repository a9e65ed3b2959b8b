import type { DraftChange } from '../../db/season-store.ts'
import { type Failure, failure, type WriteFailure } from '../../shared/contract/failures.ts'
import type { DraftKept } from '../../shared/contract/form-drafts.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { SeasonSession } from './season-session.ts'
import { storeFailure } from './storage-failures.ts'

/**
 * Keeps what is being typed under a name, on this machine only. Written on a version that no longer stands it is put
 * aside and refused with `draftChanged`: both texts are kept until a person has chosen.
 */
export function changeDraft(
  session: SeasonSession,
  name: string,
  change: DraftChange,
): Result<DraftKept, WriteFailure | Failure<'draftChanged'>> {
  const done = session.store.drafts.change(name, change)
  if (!done.ok) return err(storeFailure(done.error))
  const { value } = done
  return value.outcome === 'kept'
    ? ok({ version: value.version, savedAt: value.savedAt })
    : err(failure('draftChanged', { version: value.version }))
}

/** Drops what stands under a name, where it is still the version the person saw. */
export function dropDraft(
  session: SeasonSession,
  name: string,
  basedOn: number,
): Result<null, WriteFailure | Failure<'draftChanged'>> {
  const dropped = changeDraft(session, name, { basedOn, writer: '', text: null, settles: [] })
  return dropped.ok ? ok(null) : dropped
}
