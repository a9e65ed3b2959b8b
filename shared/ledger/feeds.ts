import type { DeviceId, RecordId } from '../domain/ids.ts'
import type { Cut } from '../domain/season.ts'
import type { Fact } from './fact.ts'
import type { WaitingFor } from './verdict.ts'

/**
 * The feeds of one season: who follows whom, where something is missing, where a feed forks. A record is usable
 * only when every record before it in its own feed is held. A record whose `prev` is not the held record with the
 * number before it waits for that `prev`; if it arrives, the two of that number are a fork.
 */
export interface Feeds {
  readonly facts: readonly Fact[]
  get(id: RecordId): Fact | undefined
  /** What is missing between this held record and the beginning of its feed; null: nothing. */
  missingBefore(fact: Fact): WaitingFor | null
  /** The record before it in its feed; undefined for the first one, or where the feed is broken. */
  before(fact: Fact): Fact | undefined
  /** The first record of its feed. Only for facts with nothing missing before them. */
  rootOf(fact: Fact): Fact
  /** The first number under which this author signed two different records. */
  forkedAt(author: DeviceId): number | undefined
  readonly forks: ReadonlyMap<DeviceId, number>
  /** Whether a record is within a cut: exactly the ancestors-or-self of the record the cut names are. */
  isWithin(fact: Fact, cut: Cut): boolean | WaitingFor
}

/** Sorts facts of one season into feeds. Ids are unique in `facts`. */
export function indexFeeds(facts: readonly Fact[]): Feeds {
  const byId = new Map(facts.map((fact) => [fact.id, fact]))
  const missing = new Map<RecordId, WaitingFor | null>()
  const roots = new Map<RecordId, Fact>()
  const forks = new Map<DeviceId, number>()
  const branches = new Map<RecordId, Branch>()

  for (const [author, feed] of feedsByAuthor(facts)) {
    const numbers = new Set(feed.map((fact) => fact.seq))
    const gap = firstGap(numbers)
    let previous: Fact | undefined
    for (const fact of feed) {
      if (previous?.seq === fact.seq && !forks.has(author)) forks.set(author, fact.seq)
      previous = fact
      const parent = parentOf(fact, byId)
      if (fact.seq === 1) {
        missing.set(fact.id, null)
        roots.set(fact.id, fact)
      } else if (parent === undefined) missing.set(fact.id, breakBefore(fact, numbers, gap))
      else {
        missing.set(fact.id, missing.get(parent.id) ?? null)
        const root = roots.get(parent.id)
        if (root !== undefined) roots.set(fact.id, root)
      }
    }
  }

  const branchOf = (head: Fact): Branch => {
    const known = branches.get(head.id)
    if (known !== undefined) return known
    const ids = new Set<RecordId>()
    let lowest = head
    for (let each: Fact | undefined = head; each !== undefined; each = parentOf(each, byId)) {
      ids.add(each.id)
      lowest = each
    }
    const branch = { ids, from: lowest.seq, missing: missing.get(lowest.id) ?? null }
    branches.set(head.id, branch)
    return branch
  }

  return {
    facts,
    get: (id) => byId.get(id),
    missingBefore: (fact) => missing.get(fact.id) ?? null,
    before: (fact) => parentOf(fact, byId),
    rootOf: (fact) => roots.get(fact.id) ?? fact,
    forkedAt: (author) => forks.get(author),
    forks,
    isWithin(fact, cut) {
      if (fact.seq > cut.seq) return false
      if (fact.seq === cut.seq) return fact.id === cut.id
      const head = byId.get(cut.id)
      if (head === undefined) return { what: 'record', id: cut.id, role: 'cut' }
      // A cut that names another author's record, or another number, has nothing of this feed within it.
      if (head.author !== fact.author || head.seq !== cut.seq) return false
      const branch = branchOf(head)
      if (branch.ids.has(fact.id)) return true
      return branch.from > fact.seq && branch.missing !== null ? branch.missing : false
    },
  }
}

interface Branch {
  readonly ids: ReadonlySet<RecordId>
  /** Number of the earliest record reached from its head. */
  readonly from: number
  readonly missing: WaitingFor | null
}

/** Each feed by number; the records of one number in order of their ids. */
function feedsByAuthor(facts: readonly Fact[]): ReadonlyMap<DeviceId, Fact[]> {
  const feeds = new Map<DeviceId, Fact[]>()
  for (const fact of facts) {
    const feed = feeds.get(fact.author)
    if (feed === undefined) feeds.set(fact.author, [fact])
    else feed.push(fact)
  }
  for (const feed of feeds.values()) feed.sort(byNumber)
  return feeds
}

function byNumber(left: Fact, right: Fact): number {
  return left.seq - right.seq || (left.id < right.id ? -1 : 1)
}

function parentOf(fact: Fact, byId: ReadonlyMap<RecordId, Fact>): Fact | undefined {
  if (fact.prev === null) return undefined
  const parent = byId.get(fact.prev)
  return parent?.author === fact.author && parent.seq === fact.seq - 1 ? parent : undefined
}

function firstGap(numbers: ReadonlySet<number>): number {
  let gap = 1
  while (numbers.has(gap)) gap++
  return gap
}

function breakBefore(fact: Fact, numbers: ReadonlySet<number>, gap: number): WaitingFor {
  return fact.prev === null || !numbers.has(fact.seq - 1)
    ? { what: 'feed', author: fact.author, seq: gap }
    : { what: 'record', id: fact.prev, role: 'prev' }
}
