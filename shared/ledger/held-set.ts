import type { DeviceId, PublicKeyHex, RecordId, SeasonId } from '../domain/ids.ts'
import type { Checks } from './checks.ts'
import type { Fact } from './fact.ts'
import { folding, type SeasonFold } from './fold.ts'
import { newJournal } from './journal.ts'
import { type HeldJudge, judgeHeld } from './judge.ts'
import type { Judgement } from './judgement.ts'
import type { SeasonState } from './state.ts'
import { type Strangers, strangersAmong } from './strangers.ts'
import type { BodyReader } from './valid-facts.ts'
import type { Verdict } from './verdict.ts'

/**
 * The records of one season that are held, and what they say, kept up to date while records come. Adding one costs
 * what it can change. Records of strangers are kept beside: they count as if they were not there, until a season
 * record introduces them. So are records of those who take part that there is no room for. The same set gives the same
 * judgement and state, in whatever order and parts it came.
 */
export interface HeldSet {
  /** Without strangers. */
  facts(): IterableIterator<Fact>
  get(id: RecordId): Fact | undefined
  strangers(): IterableIterator<Fact>
  stranger(id: RecordId): Fact | undefined
  /** Its verdicts are those of this moment: they change when records are added. */
  readonly judgement: Judgement
  /** Replaced as a whole by every change; null while no valid founding is held. */
  readonly state: SeasonState | null
  /** How a record stands that does not count here, or would not. */
  verdictOutside(fact: Fact): Verdict
  isIntroduced(device: DeviceId): boolean
  /** Whether this record, if it was held, would introduce its author. */
  wouldIntroduce(fact: Fact): boolean
  /**
   * The key a device signs with, from its own enrolment or the founding, a stranger's included: whether a record
   * says what its author wrote is one question, whether it counts another. Undefined: never heard of.
   */
  keyOf(device: DeviceId): PublicKeyHex | undefined
  /** Adds facts that are new here, or held without their body; `bodyOf` reads those that only come now. */
  add(facts: readonly Fact[], bodyOf?: BodyReader): Addition
  /** Forgets records of strangers; nothing else depends on them. */
  forget(strangers: Iterable<RecordId>): { readonly undo: () => void }
}

export interface Addition {
  /** What counts now and did not before: given just now, or waiting as a stranger's until now. */
  readonly counted: readonly Fact[]
  /** Of those given: strangers'. */
  readonly strange: readonly Fact[]
  /** Records that were judged again, new ones included. Null: all of them, and some may count no longer. */
  readonly judged: ReadonlySet<RecordId> | null
  /** Makes the set what it was before. Only the newest addition may be taken back. */
  undo(): void
}

export interface HeldSetInput {
  readonly season: SeasonId
  /** Each given once. */
  readonly facts: Iterable<Fact>
  readonly checks: Checks
  readonly bodyOf: BodyReader
}

export function holdFacts({ season, facts, checks, bodyOf }: HeldSetInput): HeldSet {
  let incoming: BodyReader | null = null
  const readBody: BodyReader = (id) => incoming?.(id) ?? bodyOf(id)
  const make = (all: readonly Fact[]): Inner => {
    const held = judgeHeld(all, season, checks)
    const strangers = strangersAmong(held.outside, checks)
    // Without a founding nothing is held: what waits for one waits with the strangers.
    const { judgement } = held.line === null ? judgeHeld([], season, checks).judge : held.judge
    return { held, strangers, judgement, fold: folding(factsOf(held), judgement, readBody) }
  }
  let inner = make([...facts])

  const replace = (added: readonly Fact[]): Addition => {
    const before = inner
    const ids = new Set(added.map((fact) => fact.id))
    const kept = [...factsOf(before.held), ...before.strangers.facts.values()].filter(
      (fact) => !ids.has(fact.id),
    )
    inner = make([...kept, ...added])
    return {
      counted: [...factsOf(inner.held)].filter((fact) => ids.has(fact.id) || isAbsent(before.held, fact.id)),
      strange: added.filter((fact) => inner.strangers.facts.has(fact.id)),
      judged: null,
      undo: () => {
        inner = before
      },
    }
  }

  const addTo = (added: readonly Fact[]): Addition => {
    const { held, strangers, fold } = inner
    if (held.line === null) return replace(added)
    const known = added.filter((fact) => held.introduced.has(fact.author))
    const strange = added.filter((fact) => !held.introduced.has(fact.author))
    if (strange.some(held.introduces)) return replace(added)
    if (added.some(held.mayMakeRoom)) return replace(added)
    const journal = newJournal()
    const judged = held.judge.add(known, journal)
    // What a gap kept back may name others once the gap is filled.
    if (judged === null || named(judged, held).some(held.mayMakeRoom)) {
      journal.undo()
      return replace(added)
    }
    for (const fact of strange) strangers.add(fact, journal)
    fold.update(named(judged, held), journal)
    return { counted: known, strange, judged, undo: journal.undo }
  }

  return {
    facts: () => factsOf(inner.held),
    get: (id) => (inner.held.line === null ? undefined : inner.held.feeds.get(id)),
    strangers: () => inner.strangers.facts.values(),
    stranger: (id) => inner.strangers.facts.get(id),
    get judgement() {
      return inner.judgement
    },
    get state() {
      return inner.fold.state
    },
    verdictOutside: (fact) => inner.held.verdictOutside(fact),
    isIntroduced: (device) => inner.held.introduced.has(device),
    wouldIntroduce: (fact) => fact.season === season && inner.held.introduces(fact),
    keyOf: (device) => inner.held.introduced.get(device) ?? inner.strangers.keyOf(device),
    add(added, bodies = () => null) {
      incoming = bodies
      try {
        return addTo(added)
      } finally {
        incoming = null
      }
    },
    forget(ids) {
      const journal = newJournal()
      for (const id of ids) inner.strangers.remove(id, journal)
      return journal
    },
  }
}

interface Inner {
  readonly held: HeldJudge
  readonly strangers: Strangers
  readonly judgement: Judgement
  readonly fold: SeasonFold
}

function factsOf(held: HeldJudge): IterableIterator<Fact> {
  return held.line === null ? [].values() : held.feeds.facts()
}

function isAbsent({ line, feeds }: HeldJudge, id: RecordId): boolean {
  return line === null || feeds.get(id) === undefined
}

function named(ids: ReadonlySet<RecordId>, { feeds }: HeldJudge): readonly Fact[] {
  return [...ids].flatMap((id) => feeds.get(id) ?? [])
}
