import type { SeasonStore } from '../../db/season-store.ts'
import { StoreFault } from '../../db/sqlite/failure.ts'
import type { ExportInput, LeftOutRecord } from '../../shared/contract/exchange.ts'
import type { DeviceId, RecordId, Seat } from '../../shared/domain/ids.ts'
import type { FeedHead } from '../../shared/exchange/bundle-header.ts'
import type { KeyLookup } from '../../shared/exchange/bundle-keys.ts'
import { deltaFor } from '../../shared/exchange/receipts.ts'
import type { Verification } from '../../shared/kernel/ports.ts'
import { checkSignature, readRecord } from '../../shared/ledger/read-record.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import type { SeasonState } from '../../shared/ledger/state.ts'
import { seatsOfDevice } from './exchange-history.ts'
import { holdsInRoom, partsInRoom } from './export-room.ts'
import { holderOf, type SeasonSession, stateOf } from './season-session.ts'

/** What a bundle carries and what it cannot. */
export interface ExportContent {
  readonly feeds: readonly FeedPart[]
  /** At most one per feed: the first record that cannot be sent, which keeps the rest of its feed back. */
  readonly leftOut: readonly LeftOutRecord[]
}

/** Records of one feed numbered above `after`, in order. */
export interface FeedPart {
  readonly author: DeviceId
  readonly after: number
  readonly records: readonly SignedRecord[]
}

/** The records that were asked for, as far as the disk still gives them. */
export function contentFor(session: SeasonSession, input: ExportInput): ExportContent {
  const parts = runsFor(session, input).map((run) => {
    const { records, unreadableAt } = readRun(session.store, run)
    const feed = { author: run.author, after: run.after, records }
    if (unreadableAt === null) return { feed, leftOut: [] }
    const unsound = { seq: unreadableAt, record: null, why: 'unreadable' } as const
    return { feed, leftOut: [leftOutAt(session, run.author, unsound)] }
  })
  const found = { feeds: parts.map(({ feed }) => feed), leftOut: parts.flatMap(({ leftOut }) => leftOut) }
  return inRoom(session, found)
}

/** What goes into one bundle; the season's own records before all others. */
function inRoom(session: SeasonSession, { feeds, leftOut }: ExportContent): ExportContent {
  const { held } = session.store
  const founders = new Set(held.judgement.seasonChain.map((id) => held.get(id)?.author))
  const room = partsInRoom(feeds, ({ author }) => founders.has(author))
  const beyond = room.beyond.map(({ author, record }) =>
    leftOutAt(session, author, { seq: record.envelope.seq, record: record.id, why: 'noRoom' }),
  )
  const cut = new Set(beyond.map(({ author }) => author))
  return { feeds: room.feeds, leftOut: [...leftOut.filter(({ author }) => !cut.has(author)), ...beyond] }
}

export function recordsOf({ feeds }: ExportContent): readonly SignedRecord[] {
  return feeds.flatMap(({ records }) => records)
}

/**
 * The part of a content that anybody can verify: of each feed everything before its first unsound record. What
 * comes after it in that feed rests on it and is kept back with it; other feeds go whole.
 */
export function soundContent(
  session: SeasonSession,
  content: ExportContent,
  keyOf: KeyLookup,
  crypto: Verification,
): ExportContent {
  const leftOutByAuthor = new Map(content.leftOut.map((each) => [each.author, each]))
  const feeds = content.feeds.map((feed) => {
    const unsound = firstUnsound(session, feed, keyOf(feed.author), crypto)
    if (unsound === null) return feed
    leftOutByAuthor.set(feed.author, leftOutAt(session, feed.author, unsound))
    return { ...feed, records: feed.records.slice(0, unsound.index) }
  })
  return { feeds, leftOut: [...leftOutByAuthor.values()] }
}

/**
 * What this machine can say it holds: of a feed with an unsound record only what comes before it, so that somebody
 * who has the rest sends it again.
 */
export function soundHolds(store: SeasonStore, leftOut: readonly LeftOutRecord[]): readonly FeedHead[] {
  const unsound = leftOut.filter(({ why }) => why !== 'noRoom')
  const cutByAuthor = new Map(unsound.map(({ author, seq }) => [author, seq]))
  const whole = store.heads().filter(({ author, seq }) => seq < (cutByAuthor.get(author) ?? Number.MAX_VALUE))
  const shorter = [...cutByAuthor].flatMap(([author, seq]) =>
    whole.some((head) => head.author === author) || seq === 1
      ? []
      : readRun(store, { author, after: seq - 2, to: seq - 1 }).records.map(({ id }) => ({
          author,
          seq: seq - 1,
          head: id,
        })),
  )
  return holdsInRoom([...whole, ...shorter])
}

/** Part of one feed, numbered above `after` up to `to`. */
interface Run {
  readonly author: DeviceId
  readonly after: number
  readonly to: number
}

const toItsEnd = Number.MAX_SAFE_INTEGER

function runsFor(session: SeasonSession, { content, recipients }: ExportInput): readonly Run[] {
  const { store } = session
  switch (content) {
    case 'receipt':
      return []
    case 'full':
      return deltaFor([], store.heads(), (id) => store.isHeld(id)).map((run) => ({ ...run, to: toItsEnd }))
    case 'season':
      return seasonRuns(store)
    case 'delta':
      return missingFor(session, recipients)
  }
}

/** What at least one of the recipients is not known to hold. Only what its own bundles said counts as known. */
function missingFor(session: SeasonSession, recipients: readonly Seat[]): readonly Run[] {
  const { store } = session
  const state = stateOf(session)
  const heads = store.heads()
  const after = new Map<DeviceId, number>()
  for (const device of recipientDevices(state, session.device, recipients)) {
    const holds = device === null ? [] : store.history.knownHolds(device)
    for (const run of deltaFor(holds, heads, (id) => store.isHeld(id))) {
      after.set(run.author, Math.min(run.after, after.get(run.author) ?? run.after))
    }
  }
  return [...after].map(([author, from]) => ({ author, after: from, to: toItsEnd }))
}

/** The devices behind the recipients' seats; null for a seat that nobody holds yet. */
function recipientDevices(
  state: SeasonState,
  own: DeviceId,
  recipients: readonly Seat[],
): ReadonlySet<DeviceId | null> {
  const seats = recipients.length > 0 ? recipients : state.seats.map((entry) => entry.seat)
  const devices = new Set(seats.map((seat) => holderOf(state, seat)))
  devices.delete(own)
  return devices
}

/** Enough to join: everything of those who founded and revised, and everybody's feed up to the last enrolment. */
function seasonRuns(store: SeasonStore): readonly Run[] {
  const { facts } = store.snapshot()
  const founders = new Set(facts.filter((fact) => fact.kind.startsWith('season.')).map((fact) => fact.author))
  const lastEnrolment = new Map<DeviceId, number>()
  for (const fact of facts) {
    if (fact.kind !== 'device.enrolled/1') continue
    lastEnrolment.set(fact.author, Math.max(fact.seq, lastEnrolment.get(fact.author) ?? 0))
  }
  for (const founder of founders) lastEnrolment.set(founder, toItsEnd)
  return [...lastEnrolment].map(([author, to]) => ({ author, after: 0, to }))
}

/** Reads a run; where the disk does not give it whole, one by one up to the first record it does not give. */
function readRun(
  store: SeasonStore,
  { author, after, to }: Run,
): { readonly records: readonly SignedRecord[]; readonly unreadableAt: number | null } {
  const whole = readOrNull(store, author, after + 1, to)
  if (whole !== null) return { records: whole, unreadableAt: null }
  const records: SignedRecord[] = []
  const end = Math.min(to, store.head(author)?.seq ?? 0)
  for (let seq = after + 1; seq <= end; seq++) {
    const found = readOrNull(store, author, seq, seq)
    if (found === null) return { records, unreadableAt: seq }
    records.push(...found)
  }
  return { records, unreadableAt: null }
}

function readOrNull(
  store: SeasonStore,
  author: DeviceId,
  from: number,
  to: number,
): readonly SignedRecord[] | null {
  try {
    return store.feed(author, from, to)
  } catch (thrown) {
    if (thrown instanceof StoreFault) return null
    throw thrown
  }
}

type Unsound = Pick<LeftOutRecord, 'seq' | 'record' | 'why'>

function leftOutAt(session: SeasonSession, author: DeviceId, { seq, record, why }: Unsound): LeftOutRecord {
  const last = session.store.head(author)?.seq ?? seq
  const kind = session.store.snapshot().facts.find((fact) => fact.id === record)?.kind ?? null
  const seats = seatsOfDevice(stateOf(session), author)
  return { author, seats, seq, record, kind, why, following: Math.max(0, last - seq) }
}

function firstUnsound(
  session: SeasonSession,
  { author, after, records }: FeedPart,
  key: Uint8Array | undefined,
  crypto: Verification,
): (Unsound & { readonly index: number }) | null {
  // By number, since a fork has several records of one.
  const idsBySeq = new Map<number, Set<RecordId>>()
  let reached = after
  for (const [index, record] of records.entries()) {
    const read = readRecord(record, crypto)
    // The number of a record with other bytes is one more than what came before, whatever the bytes say.
    if (!read.ok || read.value.id !== record.id) {
      return { seq: reached + 1, record: record.id, why: 'changed', index }
    }
    const why = problemOf(session, author, record, idsBySeq, key, crypto)
    if (why !== null) return { seq: record.envelope.seq, record: record.id, why, index }
    reached = record.envelope.seq
    idsBySeq.set(reached, (idsBySeq.get(reached) ?? new Set()).add(record.id))
  }
  return null
}

/** What is wrong with a record whose bytes are those it was stored with. */
function problemOf(
  session: SeasonSession,
  author: DeviceId,
  record: SignedRecord,
  idsBySeq: ReadonlyMap<number, ReadonlySet<RecordId>>,
  key: Uint8Array | undefined,
  crypto: Verification,
): LeftOutRecord['why'] | null {
  const { seq, prev, season } = record.envelope
  const isOfSeason = season === session.id || (season === '' && (record.id as string) === session.id)
  if (record.envelope.author !== author || !isOfSeason) return 'changed'
  const isFirst = idsBySeq.size === 0 || (idsBySeq.size === 1 && idsBySeq.has(seq))
  const follows = prev !== null && idsBySeq.get(seq - 1)?.has(prev) === true
  if (!isFirst && !follows) return 'chain'
  if (key === undefined) return 'keyUnknown'
  return checkSignature(record, key, crypto) ? null : 'signature'
}
