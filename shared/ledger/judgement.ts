import type { DeviceId, RecordId } from '../domain/ids.ts'
import type { Verdict } from './verdict.ts'

/** What the judge says about a set of facts; the same for the same set, in whatever order it came. */
export interface Judgement {
  /** One verdict for every record in the set. */
  readonly verdicts: ReadonlyMap<RecordId, Verdict>
  /** The valid season records from the founding to the newest. Empty: no founding is held. */
  readonly seasonChain: readonly RecordId[]
  /** The device that may revise the season now. Null: no founding is held. */
  readonly founder: DeviceId | null
  /** Nobody can revise the season until a device with the recovery key does. */
  readonly founderFrozen: boolean
  /** First doubled number of each forked feed, settled by a cut or not: the two records there are the proof. */
  readonly forks: ReadonlyMap<DeviceId, number>
}
