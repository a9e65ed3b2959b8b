import type { RecordId } from '../../shared/domain/ids.ts'
import type { Verification } from '../../shared/kernel/ports.ts'
import type { Fact } from '../../shared/ledger/fact.ts'
import { fold } from '../../shared/ledger/fold.ts'
import { judge } from '../../shared/ledger/judge.ts'
import type { Judgement } from '../../shared/ledger/judgement.ts'
import type { TypedBody } from '../../shared/ledger/read-record.ts'
import type { SeasonState } from '../../shared/ledger/state.ts'
import type { Verdict } from '../../shared/ledger/verdict.ts'
import { topicTexts } from './state-topics.ts'

/** What the records held say, and the rows that say it in the database. */
export interface Projection {
  readonly facts: readonly Fact[]
  readonly judgement: Judgement
  readonly state: SeasonState | null
  /** JSON by record: the rows of `projected_verdict`. */
  readonly verdictTexts: ReadonlyMap<RecordId, string>
  /** JSON by topic: the rows of `projected_state`. */
  readonly topicTexts: ReadonlyMap<string, string>
}

/** Judges and folds the whole set: cheap beside the disk, and the same whatever was there before. */
export function project(
  facts: readonly Fact[],
  bodyOf: (id: RecordId) => TypedBody | null,
  crypto: Verification,
): Projection {
  const judgement = judge(facts, crypto)
  const state = fold(facts, judgement, bodyOf)
  return {
    facts,
    judgement,
    state,
    verdictTexts: verdictTexts(judgement.verdicts),
    topicTexts: topicTexts({ judgement, state }),
  }
}

function verdictTexts(verdicts: ReadonlyMap<RecordId, Verdict>): ReadonlyMap<RecordId, string> {
  const texts = new Map<RecordId, string>()
  for (const [id, verdict] of verdicts) {
    texts.set(id, verdict.status === 'valid' ? validText : JSON.stringify(verdict))
  }
  return texts
}

const validText = JSON.stringify({ status: 'valid' } satisfies Verdict)
