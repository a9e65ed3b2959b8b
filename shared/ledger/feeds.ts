import type { DeviceId, RecordId } from '../domain/ids.ts'
import type { Cut } from '../domain/season.ts'
import type { Fact, FactOf } from './fact.ts'
import type { Journal } from './journal.ts'
import { roomFor } from './room-limits.ts'
import type { WaitingFor } from './verdict.ts'

/**
 * The feeds of one season: who follows whom, where something is missing, where a feed forks. A record is usable
 * only when every record before it in its own feed is held. A record whose `prev` is not the held record with the
 * number before it waits for that `prev`; if it arrives, the two of that number are a fork.
 */
export interface Feeds {
  facts(): IterableIterator<Fact>
  get(id: RecordId): Fact | undefined
  /** What is missing between this held record and the beginning of its feed; null: nothing. */
  missingBefore(fact: Fact): WaitingFor | null
  /** The record before it in its feed; undefined for the first one, or where the feed is broken. */
  before(fact: Fact): Fact | undefined
  readonly forks: ReadonlyMap<DeviceId, number>
  /** Authors whose feeds have more branches than there is room for. */
  readonly crowded: ReadonlySet<DeviceId>
  /** One feed by number; the records of one number in order of their ids. */
  of(author: DeviceId): readonly Fact[]
  /** How many sheets or closings of its round its author had written up to this one, by their numbers. */
  writtenUpTo(fact: CountedFact): number
  /** Whether a record is within a cut: exactly the ancestors-or-self of the record the cut names are. */
  isWithin(fact: Fact, cut: Cut): boolean | WaitingFor
}

/** Feeds that grow. */
export interface GrowingFeeds extends Feeds {
  /**
   * Adds records that are not held yet, or held without their body. Gives the records about which something may
   * have changed: those added, those before which something else is missing now, or nothing any more, and what is
   * counted after something that came late, which has one more before it.
   * `regular`: each feed touched went on without gap, fork or a body that came late.
   */
  add(
    facts: readonly Fact[],
    journal: Journal,
  ): { readonly touched: readonly Fact[]; readonly regular: boolean }
}

/** Sorts facts of one season into feeds. Ids are unique in `facts`. */
export function indexFeeds(facts: Iterable<Fact>): GrowingFeeds {
  const byId = new Map<RecordId, Fact>()
  const byAuthor = new Map<DeviceId, Feed>()
  const forks = new Map<DeviceId, number>()
  const crowded = new Set<DeviceId>()
  let branches = new Map<RecordId, Branch>()

  for (const [author, ofAuthor] of byAuthorOf(facts)) {
    for (const fact of ofAuthor) byId.set(fact.id, fact)
    const feed = feedOf(ofAuthor, byId)
    byAuthor.set(author, feed)
    if (feed.forkedAt !== null) forks.set(author, feed.forkedAt)
    if (isCrowded(feed)) crowded.add(author)
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
    const branch = { ids, from: lowest.seq, missing: missingBefore(lowest) }
    branches.set(head.id, branch)
    return branch
  }
  const missingBefore = (fact: Fact): WaitingFor | null =>
    byAuthor.get(fact.author)?.missing.get(fact.id) ?? null

  return {
    facts: () => byId.values(),
    get: (id) => byId.get(id),
    missingBefore,
    before: (fact) => parentOf(fact, byId),
    forks,
    crowded,
    of: (author) => byAuthor.get(author)?.facts ?? [],
    writtenUpTo(fact) {
      return countUpTo(byAuthor.get(fact.author)?.written.get(countedAs(fact)) ?? [], fact.seq)
    },
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
    add(added, journal) {
      const touched: Fact[] = []
      let regular = true
      for (const [author, ofAuthor] of byAuthorOf(added)) {
        const feed = byAuthor.get(author)
        for (const fact of ofAuthor) journal.set(byId, fact.id, fact)
        if (feed !== undefined && goesOn(feed, ofAuthor)) {
          for (const fact of ofAuthor) append(feed, fact, journal)
          touched.push(...ofAuthor)
          continue
        }
        const ids = new Set(ofAuthor.map((fact) => fact.id))
        const all = [...(feed?.facts ?? []).filter((fact) => !ids.has(fact.id)), ...ofAuthor]
        const grown = feedOf(all.sort(byNumber), byId)
        journal.set(byAuthor, author, grown)
        if (grown.forkedAt !== null) journal.set(forks, author, grown.forkedAt)
        if (isCrowded(grown) && !crowded.has(author)) {
          crowded.add(author)
          journal.note(() => crowded.delete(author))
        }
        const known = branches
        journal.note(() => {
          branches = known
        })
        branches = new Map()
        const late = Math.min(...ofAuthor.filter(isCounted).map((fact) => fact.seq))
        touched.push(
          ...all.filter(
            (fact) =>
              ids.has(fact.id) || changedBefore(fact, feed, grown) || (isCounted(fact) && fact.seq > late),
          ),
        )
        if (feed !== undefined || !isWhole(grown)) regular = false
      }
      return { touched, regular }
    },
  }
}

/** One author's feed. */
interface Feed {
  /** By number; the records of one number in order of their ids. */
  readonly facts: Fact[]
  /** Of records that are not reached from the beginning: what is missing before them. */
  readonly missing: ReadonlyMap<RecordId, WaitingFor>
  /** The first number under which this author signed two different records. */
  readonly forkedAt: number | null
  /** How often something goes on beside another, or begins after a gap; 0: one chain from the beginning. */
  readonly asides: number
  /** Numbers of what is counted, by kind and round; ascending, each once. */
  readonly written: Map<string, number[]>
}

interface Branch {
  readonly ids: ReadonlySet<RecordId>
  /** Number of the earliest record reached from its head. */
  readonly from: number
  readonly missing: WaitingFor | null
}

function feedOf(facts: Fact[], byId: ReadonlyMap<RecordId, Fact>): Feed {
  const numbers = new Set(facts.map((fact) => fact.seq))
  const gap = firstGap(numbers)
  const missing = new Map<RecordId, WaitingFor>()
  const written = new Map<string, number[]>()
  const followed = new Set<RecordId | null>()
  let forkedAt: number | null = null
  let asides = 0
  let previous: Fact | undefined
  for (const fact of facts) {
    if (previous?.seq === fact.seq) forkedAt ??= fact.seq
    previous = fact
    noteWritten(written, fact)
    const parent = parentOf(fact, byId)
    const goesOn = fact.seq === 1 || parent !== undefined
    if (!goesOn || followed.has(fact.prev)) asides++
    followed.add(fact.prev)
    if (fact.seq === 1) continue
    const absent = parent === undefined ? breakBefore(fact, numbers, gap) : missing.get(parent.id)
    if (absent !== undefined) missing.set(fact.id, absent)
  }
  return { facts, missing, forkedAt, asides, written }
}

function noteWritten(written: Map<string, number[]>, fact: Fact): void {
  if (!isCounted(fact)) return
  const numbers = written.get(countedAs(fact))
  if (numbers === undefined) written.set(countedAs(fact), [fact.seq])
  else if (numbers.at(-1) !== fact.seq) numbers.push(fact.seq)
}

/** What nobody may write any number of for one round. */
export type CountedFact = FactOf<'sheet.submitted/1'> | FactOf<'round.closed/1'>

export function isCounted(fact: Fact): fact is CountedFact {
  return fact.claim.kind === 'sheet.submitted/1' || fact.claim.kind === 'round.closed/1'
}

function countedAs({ claim }: CountedFact): string {
  return `${claim.kind} ${claim.round}`
}

/** Whether these records simply continue a feed that has neither gap nor fork. */
function goesOn(feed: Feed, added: readonly Fact[]): boolean {
  if (!isWhole(feed)) return false
  let head = feed.facts.at(-1)
  for (const fact of added) {
    if (head === undefined || fact.seq !== head.seq + 1 || fact.prev !== head.id) return false
    head = fact
  }
  return true
}

function isWhole(feed: Feed): boolean {
  return feed.forkedAt === null && feed.missing.size === 0
}

function isCrowded(feed: Feed): boolean {
  return feed.asides >= roomFor.branchesOfFeed
}

/** Whether something else is missing before a record than was. */
function changedBefore(fact: Fact, before: Feed | undefined, after: Feed): boolean {
  return JSON.stringify(before?.missing.get(fact.id)) !== JSON.stringify(after.missing.get(fact.id))
}

function append(feed: Feed, fact: Fact, journal: Journal): void {
  journal.push(feed.facts, fact)
  if (!isCounted(fact)) return
  const numbers = feed.written.get(countedAs(fact))
  if (numbers === undefined) journal.set(feed.written, countedAs(fact), [fact.seq])
  else journal.push(numbers, fact.seq)
}

/** Each feed by number; the records of one number in order of their ids. */
function byAuthorOf(facts: Iterable<Fact>): ReadonlyMap<DeviceId, Fact[]> {
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

/** How many of these ascending numbers are at most `most`. */
function countUpTo(numbers: readonly number[], most: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) <= most) low = middle + 1
    else high = middle
  }
  return low
}
