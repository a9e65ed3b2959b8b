import type { RecordId } from '../domain/ids.ts'
import { compareText } from '../kernel/bytes.ts'
import { Defect } from '../kernel/result.ts'
import type { Claim, Fact, FactOf } from './fact.ts'
import type { Judgement } from './judgement.ts'
import type { BodyByKind, RecordKind } from './kinds.ts'
import type { TypedBody } from './read-record.ts'
import type { Origin } from './state.ts'

/** Reads the body of a record; null where it is withheld or of an unknown kind. */
export type BodyReader = (id: RecordId) => TypedBody | null

/** The valid records by kind, with their bodies within reach. */
export interface ValidFacts {
  /** In order of author and number. */
  of<Kind extends RecordKind>(kind: Kind): readonly FactOf<Kind>[]
  get(id: RecordId): Fact | undefined
  body<Kind extends RecordKind>(id: RecordId, kind: Kind): BodyByKind[Kind]
}

/** Picks the valid records out of a judged set. Each counts once, however often it was given. */
export function validFacts(facts: readonly Fact[], judgement: Judgement, bodyOf: BodyReader): ValidFacts {
  const byId = new Map<RecordId, Fact>()
  for (const fact of facts) {
    const isReadable = fact.claim.kind !== 'withheld' && fact.claim.kind !== 'unknownKind'
    if (isReadable && judgement.verdicts.get(fact.id)?.status === 'valid') byId.set(fact.id, fact)
  }
  const byKind = new Map<Claim['kind'], Fact[]>()
  for (const fact of [...byId.values()].sort(byAuthorAndNumber)) {
    const same = byKind.get(fact.claim.kind)
    if (same === undefined) byKind.set(fact.claim.kind, [fact])
    else same.push(fact)
  }
  return {
    of: <Kind extends RecordKind>(kind: Kind) => (byKind.get(kind) ?? []) as FactOf<Kind>[], // grouped by exactly this
    get: (id) => byId.get(id),
    body: (id, kind) => bodyIn(bodyOf(id), kind, id),
  }
}

export function originOf(fact: Fact): Origin {
  return { record: fact.id, author: fact.author, seq: fact.seq, at: fact.at, actor: fact.actor }
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
