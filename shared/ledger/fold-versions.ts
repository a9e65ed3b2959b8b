import type { RecordId } from '../domain/ids.ts'
import { compareText } from '../kernel/bytes.ts'
import { placeOfClaim } from './claim-problems.ts'
import type { BodyByKind } from './kinds.ts'
import { ownerSeats, type Place } from './ownership.ts'
import type { Precedence } from './precedence.ts'
import type { Versioned } from './state.ts'
import { originOf, type ValidFacts } from './valid-facts.ts'

type VersionedKind = Exclude<
  Place['kind'],
  'agreement.signed/1' | 'sheet.submitted/1' | 'round.closed/1' | 'round.reopened/1'
>

/** All versions of one kind, grouped by the thing they speak about; of each thing the newest first, and current. */
export function foldVersions<Kind extends VersionedKind>(
  kind: Kind,
  held: ValidFacts,
  precedence: Precedence,
): readonly Versioned<BodyByKind[Kind]>[] {
  const groups = new Map<string, { readonly place: Place; readonly ids: RecordId[] }>()
  for (const fact of held.of(kind)) {
    const place = placeOfClaim(fact.claim, null)
    if (place === null) continue
    const key = keyOf(place)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { place, ids: [fact.id] })
    else group.ids.push(fact.id)
  }
  return [...groups]
    .sort(([left], [right]) => compareText(left, right))
    .flatMap(([, { place, ids }]) => {
      const facts = ids.flatMap((id) => held.get(id) ?? [])
      return precedence(facts, (season) => ownerSeats(season, place)).map(({ fact, standing }) => ({
        ...originOf(fact),
        body: held.body(fact.id, kind),
        current: standing === 'current',
      }))
    })
}

/** What a version replaces: something of the same kind, round and cluster. A space stands in no code. */
function keyOf(place: Place): string {
  switch (place.kind) {
    case 'scale.published/1':
    case 'assignments.published/1':
      return place.cluster ?? ''
    case 'agreement.drafted/1':
      return place.scope ?? ''
    case 'inspection.planned/1':
    case 'round.closed/1':
    case 'round.reopened/1':
      return `${place.round} ${place.cluster ?? ''}`
    case 'agreement.signed/1':
      return place.seat
    case 'exclusion.recorded/1':
    case 'sheet.submitted/1':
      return `${place.round} ${place.subject}`
  }
}
