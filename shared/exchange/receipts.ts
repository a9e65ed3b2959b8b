import type { DeviceId, RecordId } from '../domain/ids.ts'
import type { FeedHead } from './bundle-header.ts'
import { compareHeads } from './encode-bundle.ts'

/** Part of a feed somebody lacks: every held record of `author` numbered above `after`, all branches of a fork. */
export interface MissingRun {
  readonly author: DeviceId
  /** 0: the whole feed. */
  readonly after: number
}

/** What a bundle says its exporter holds: every head once, in the order of the header. */
export function holdsOf(heads: Iterable<FeedHead>): readonly FeedHead[] {
  const byHead = new Map<RecordId, FeedHead>()
  for (const { author, seq, head } of heads) byHead.set(head, { author, seq, head })
  return [...byHead.values()].sort(compareHeads)
}

/**
 * What to send to somebody who holds `recipientHolds`, so that afterwards they hold all of `heads`.
 * `isHeld` tells whether a record is held here: a head named by the recipient that is not held is either ahead
 * of this machine or on another branch of a fork. Too much may be sent, never too little.
 */
export function deltaFor(
  recipientHolds: readonly FeedHead[],
  heads: readonly FeedHead[],
  isHeld: (record: RecordId) => boolean,
): readonly MissingRun[] {
  const theirs = Map.groupBy(recipientHolds, (hold) => hold.author)
  const ours = Map.groupBy(holdsOf(heads), (head) => head.author)
  return [...ours].flatMap(([author, own]) => {
    const after = knownUpTo(theirs.get(author) ?? [], own, isHeld)
    return after === null ? [] : [{ author, after }]
  })
}

/** The number up to which the recipient surely holds the feed as it is here; null: nothing is missing there. */
function knownUpTo(
  theirs: readonly FeedHead[],
  own: readonly FeedHead[],
  isHeld: (record: RecordId) => boolean,
): number | null {
  const unheard = own.filter((head) => !theirs.some((hold) => hold.head === head.head))
  if (unheard.length === 0) return null
  const known = theirs.filter((hold) => isHeld(hold.head))
  const strange = theirs.filter((hold) => !isHeld(hold.head))
  const [single, ...branches] = unheard
  if (single === undefined) return null
  // With a fork on either side nobody can tell from heads alone where the branches part: send the feed whole.
  if (own.length > 1 || branches.length > 0 || known.length > 1) return 0
  // The recipient's head is further than ours, so it is ahead of us (or forked, which its own bundle will show).
  if (strange.some((hold) => hold.seq > single.seq)) return null
  return strange.length > 0 ? 0 : (known[0]?.seq ?? 0)
}
