import type { DeviceId, PublicKeyHex, RecordId, SeasonId } from '../domain/ids.ts'
import type { Verification } from '../kernel/ports.ts'
import { type Checks, checksBy } from './checks.ts'
import { introduces, introductionsIn, isEnrolment } from './enrolments.ts'
import type { Fact, FactOf } from './fact.ts'
import { type Feeds, type GrowingFeeds, indexFeeds } from './feeds.ts'
import { judgeSeason, type SeasonJudge } from './judge-season.ts'
import type { Judgement } from './judgement.ts'
import { rulingDevices } from './recovery.ts'
import { referencesOf } from './references.ts'
import { branchesBeyond, type Naming, namingIn, roomForDevices, tooManyDevices } from './room.ts'
import { followSeason, foundingProblem } from './season-chain.ts'
import type { SeasonLine } from './season-line.ts'
import type { Verdict } from './verdict.ts'

/**
 * Judges records: whether each is valid, waiting, quarantined, part of a fork, or not readable here. A function of
 * the *set* of facts alone: order, repetition and how they came in play no part, nor does any clock. A fact given
 * both with and without its body counts once, with it.
 *
 * Every season is judged by itself; a database holds one. Source: ledger-and-bundles, "Validity is a function of
 * the set". The rules stand beside the code that applies them: `feeds` (gaps, forks, cuts), `season-chain` and
 * `recovery` (revisions), `enrolments` (strangers), `room` (what one key can make others keep), `holders` (seats),
 * `ownership` (who writes what), `references`, `judge-season`.
 */
export function judge(facts: readonly Fact[], crypto: Verification): Judgement {
  const checks = checksBy(crypto)
  const parts = [...seasonsIn(facts)].map(([season, ofSeason]): Judgement => {
    const { judge: ofHeld, line, outside, verdictOutside } = judgeHeld(ofSeason, season, checks)
    if (line === null || outside.length === 0) return ofHeld.judgement
    const verdicts = new Map(ofHeld.judgement.verdicts)
    for (const fact of outside) verdicts.set(fact.id, verdictOutside(fact))
    return { ...ofHeld.judgement, verdicts }
  })
  const [only] = parts
  return parts.length === 1 && only !== undefined ? only : merged(parts)
}

/** The judge of what a season's set of facts holds. */
export interface HeldJudge {
  readonly judge: SeasonJudge
  readonly feeds: Feeds
  /** The season records in force; null while no valid founding is held. */
  readonly line: SeasonLine | null
  /** Who may take part, with the keys they sign with. */
  readonly introduced: ReadonlyMap<DeviceId, PublicKeyHex>
  /**
   * Facts of devices that nothing in force introduces, and those there is no room for: they count as if they were
   * not there.
   */
  readonly outside: readonly Fact[]
  /** How a fact stands that is not among those judged. */
  verdictOutside(fact: Fact): Verdict
  /** Whether a further record may change what there is room for. */
  mayMakeRoom(fact: Fact): boolean
  /** Whether a further record would introduce its author: by the very season records that introduced the others. */
  introduces(fact: Fact): boolean
}

/**
 * Judges the facts of one season, each given once. Without a valid founding everybody is a stranger; the judgement
 * then says of each what it waits for.
 */
export function judgeHeld(facts: readonly Fact[], season: SeasonId, checks: Checks): HeldJudge {
  const founding = facts.find(isFoundingOf(season))
  if (founding === undefined) return unfounded(facts, season, null)
  const problem = foundingProblem(founding, checks)
  if (problem !== null) return unfounded(facts, season, { status: 'quarantined', why: problem })
  // The line of season records rests on the feeds of founders and recovery devices alone.
  const rulers = rulingDevices(facts, founding, checks)
  const ruling = indexFeeds(facts.filter((fact) => rulers.has(fact.author)))
  const { line } = followSeason(ruling, founding, checks)
  const room = roomAmong(facts, line, checks)
  const chain = followSeason(room.feeds, founding, checks)
  return { judge: judgeSeason(room.feeds, chain, checks), line: chain.line, ...room }
}

/** Who takes part, and which of their records there is room for. */
function roomAmong(
  facts: readonly Fact[],
  line: SeasonLine,
  checks: Checks,
): Omit<HeldJudge, 'judge' | 'line' | 'feeds'> & { readonly feeds: GrowingFeeds } {
  const introductions = introductionsIn(facts, line, checks)
  let feeds = indexFeeds(facts.filter((fact) => introductions.has(fact.author)))
  const all = feeds
  let naming: Naming | null = null
  const named = (): Naming => {
    naming ??= namingIn(all, introductions, line)
    return naming
  }
  const { beyond: devices, contested } = roomForDevices(introductions, line, named)
  if (devices.size > 0) feeds = indexFeeds([...all.facts()].filter((fact) => !devices.has(fact.author)))
  const records = branchesBeyond(feeds, introductions, line, named)
  const authors = new Set([...records.keys()].flatMap((id) => feeds.get(id)?.author ?? []))
  if (records.size > 0) feeds = indexFeeds([...feeds.facts()].filter((fact) => !records.has(fact.id)))
  const crowding = new Set([...contested, ...authors])
  const inside = feeds
  return {
    feeds,
    introduced: new Map(
      [...introductions].flatMap(([device, { key }]) => (devices.has(device) ? [] : [[device, key]])),
    ),
    outside: facts.filter((fact) => inside.get(fact.id) === undefined),
    verdictOutside: (fact) => {
      if (devices.has(fact.author)) return { status: 'quarantined', why: tooManyDevices }
      const why = records.get(fact.id)
      return why === undefined ? awaitingIntroduction(fact.author) : { status: 'quarantined', why }
    },
    introduces: (fact) => isEnrolment(fact) && introduces(fact, line, checks),
    mayMakeRoom: (fact) =>
      crowding.has(fact.author) ||
      referencesOf(fact.claim).some(({ id }) => {
        const author = all.get(id)?.author
        return author !== undefined && crowding.has(author)
      }),
  }
}

/** How every record of a stranger stands. */
function awaitingIntroduction(author: DeviceId): Verdict {
  return { status: 'waiting', for: [{ what: 'introduction', author }] }
}

/** Facts by season, seasons in order of their ids, each record once. */
function seasonsIn(facts: readonly Fact[]): ReadonlyMap<SeasonId, readonly Fact[]> {
  const byId = new Map<RecordId, Fact>()
  for (const fact of facts) {
    const known = byId.get(fact.id)
    if (known === undefined || isUnread(known)) byId.set(fact.id, fact)
  }
  const seasons = new Map<SeasonId, Fact[]>()
  for (const fact of byId.values()) {
    const ofSeason = seasons.get(fact.season)
    if (ofSeason === undefined) seasons.set(fact.season, [fact])
    else ofSeason.push(fact)
  }
  return new Map([...seasons].sort(([left], [right]) => (left < right ? -1 : 1)))
}

function isUnread({ claim }: Fact): boolean {
  return claim.kind === 'withheld' || claim.kind === 'unknownKind'
}

function isFoundingOf(season: SeasonId): (fact: Fact) => fact is FactOf<'season.founded/1'> {
  return (fact): fact is FactOf<'season.founded/1'> =>
    fact.claim.kind === 'season.founded/1' && (fact.id as string) === season
}

/** Without a founding nothing can be judged but the chains themselves. */
function unfounded(facts: readonly Fact[], season: SeasonId, ofFounding: Verdict | null): HeldJudge {
  const feeds = indexFeeds(facts)
  const id = season as string as RecordId // the season's id is its founding record's
  const verdicts = new Map<RecordId, Verdict>()
  for (const fact of feeds.facts()) {
    if (fact.id === id) verdicts.set(id, ofFounding ?? { status: unreadStatus(fact) })
    else verdicts.set(fact.id, withoutFounding(fact, feeds, id))
  }
  const judgement = { verdicts, seasonChain: [], founder: null, founderFrozen: false, forks: feeds.forks }
  const nobody = { judgement, add: () => null }
  return {
    judge: nobody,
    feeds,
    line: null,
    introduced: new Map(),
    outside: facts,
    verdictOutside: (fact) => verdicts.get(fact.id) ?? awaitingIntroduction(fact.author),
    mayMakeRoom: () => false,
    introduces: () => false,
  }
}

function withoutFounding(fact: Fact, feeds: Feeds, season: RecordId): Verdict {
  const missing = feeds.missingBefore(fact)
  if (missing !== null) return { status: 'waiting', for: [missing] }
  const at = feeds.forks.get(fact.author)
  if (at !== undefined && fact.seq >= at) return { status: 'fork', author: fact.author, at }
  return { status: 'waiting', for: [{ what: 'record', id: season, role: 'season' }] }
}

function unreadStatus({ claim }: Fact): 'withheld' | 'unknownKind' {
  return claim.kind === 'withheld' ? 'withheld' : 'unknownKind'
}

/** Several seasons at once: everybody's verdicts; the line and the founder are those of the first that has one. */
function merged(parts: readonly Judgement[]): Judgement {
  const founded = parts.find((part) => part.seasonChain.length > 0)
  return {
    verdicts: new Map(parts.flatMap((part) => [...part.verdicts])),
    seasonChain: founded?.seasonChain ?? [],
    founder: founded?.founder ?? null,
    founderFrozen: founded?.founderFrozen ?? false,
    forks: new Map(parts.flatMap((part) => [...part.forks])),
  }
}
