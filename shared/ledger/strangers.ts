import type { DeviceId, PublicKeyHex, RecordId } from '../domain/ids.ts'
import type { Checks } from './checks.ts'
import { isEnrolment } from './enrolments.ts'
import type { Fact } from './fact.ts'
import { type Journal, permanent } from './journal.ts'

/** Records of devices that nothing in force introduces, with the keys these devices told. */
export interface Strangers {
  readonly facts: ReadonlyMap<RecordId, Fact>
  /** The key a stranger signs with, from an enrolment of its own. */
  keyOf(device: DeviceId): PublicKeyHex | undefined
  /** A fact that is new, or held without its body. */
  add(fact: Fact, journal: Journal): void
  remove(id: RecordId, journal: Journal): void
}

/** There may be tens of thousands, and every record of an unknown device asks for its key: so keys are indexed. */
export function strangersAmong(given: Iterable<Fact>, checks: Checks): Strangers {
  const facts = new Map<RecordId, Fact>()
  const keys = new Map<DeviceId, ToldKey>()
  const keyToldBy = (fact: Fact): PublicKeyHex | null =>
    isEnrolment(fact) && checks.deviceOf(fact.claim.key) === fact.author ? fact.claim.key : null
  const add = (fact: Fact, journal: Journal): void => {
    journal.set(facts, fact.id, fact)
    const key = keyToldBy(fact)
    if (key === null) return
    journal.set(keys, fact.author, { key, times: (keys.get(fact.author)?.times ?? 0) + 1 })
  }
  for (const fact of given) add(fact, permanent)
  return {
    facts,
    keyOf: (device) => keys.get(device)?.key,
    add,
    remove(id, journal) {
      const fact = facts.get(id)
      if (fact === undefined) return
      journal.delete(facts, id)
      const told = keys.get(fact.author)
      if (told === undefined || keyToldBy(fact) === null) return
      if (told.times === 1) journal.delete(keys, fact.author)
      else journal.set(keys, fact.author, { ...told, times: told.times - 1 })
    },
  }
}

interface ToldKey {
  readonly key: PublicKeyHex
  /** In how many enrolments: it is known as long as one of them is here. */
  readonly times: number
}
