import type { RecordId } from '../domain/ids.ts'
import { compareText } from '../kernel/bytes.ts'
import { Defect } from '../kernel/result.ts'
import type { Claim, Fact, FactOf } from './fact.ts'
import type { Journal } from './journal.ts'
import type { BodyByKind, RecordKind } from './kinds.ts'
import type { TypedBody } from './read-record.ts'
import type { Origin } from './state.ts'
import type { Verdict } from './verdict.ts'

/** Reads the body of a record; null where it is withheld or of an unknown kind. */
export type BodyReader = (id: RecordId) => TypedBody | null

/**
 * The valid records by kind, with their bodies within reach: the one door to what records say. Names, seats, keys
 * and everything else that somebody claims is looked up here, so that what is not valid has no effect anywhere.
 */
export interface ValidFacts {
  /** In order of author and number. */
  of<Kind extends RecordKind>(kind: Kind): readonly FactOf<Kind>[]
  get(id: RecordId): Fact | undefined
  body<Kind extends RecordKind>(id: RecordId, kind: Kind): BodyByKind[Kind]
}

export interface GrowingValidFacts extends ValidFacts {
  /** Notes how a record stands now; true where it was valid before or is now. */
  note(fact: Fact, verdict: Verdict | undefined, journal: Journal): boolean
}

/** Picks the valid records out of a judged set. Each counts once, however often it was given. */
export function validFacts(
  facts: Iterable<Fact>,
  verdicts: ReadonlyMap<RecordId, Verdict>,
  bodyOf: BodyReader,
): GrowingValidFacts {
  const byId = new Map<RecordId, Fact>()
  const byKind = new Map<Claim['kind'], Map<RecordId, Fact>>()
  for (const fact of facts) {
    if (!isValid(fact, verdicts.get(fact.id))) continue
    byId.set(fact.id, fact)
    ofKind(byKind, fact.claim.kind).set(fact.id, fact)
  }
  return {
    of: <Kind extends RecordKind>(kind: Kind) =>
      [...(byKind.get(kind)?.values() ?? [])].sort(byAuthorAndNumber) as FactOf<Kind>[], // grouped by exactly this
    get: (id) => byId.get(id),
    body: (id, kind) => bodyIn(bodyOf(id), kind, id),
    note(fact, verdict, journal) {
      const known = byId.get(fact.id)
      const counts = isValid(fact, verdict)
      if (known !== undefined && !counts) {
        journal.delete(byId, fact.id)
        journal.delete(ofKind(byKind, known.claim.kind), fact.id)
      }
      if (counts) {
        journal.set(byId, fact.id, fact)
        journal.set(ofKind(byKind, fact.claim.kind), fact.id, fact)
      }
      return known !== undefined || counts
    },
  }
}

export function originOf(fact: Fact): Origin {
  return { record: fact.id, author: fact.author, seq: fact.seq, at: fact.at, actor: fact.actor }
}

function isValid({ claim }: Fact, verdict: Verdict | undefined): boolean {
  return verdict?.status === 'valid' && claim.kind !== 'withheld' && claim.kind !== 'unknownKind'
}

function ofKind(byKind: Map<Claim['kind'], Map<RecordId, Fact>>, kind: Claim['kind']): Map<RecordId, Fact> {
  const known = byKind.get(kind)
  if (known !== undefined) return known
  const made = new Map<RecordId, Fact>()
  byKind.set(kind, made)
  return made
}

function byAuthorAndNumber(left: Fact, right: Fact): number {
  return compareText(left.author, right.author) || left.seq - right.seq || compareText(left.id, right.id)
}

function bodyIn<Kind extends RecordKind>(
  typed: TypedBody | null,
  kind: Kind,
  id: RecordId,
): BodyByKind[Kind] {
  if (typed?.kind !== kind) throw new Defect(`the body of valid record ${id} is not a ${kind}`)
  return typed.body as BodyByKind[Kind] // its kind was compared above
}
