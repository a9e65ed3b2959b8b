import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RecordId, SeasonId } from '../../shared/domain/ids.ts'
import { sourceOfBytes } from '../../shared/exchange/bundle-source.ts'
import { encodeBundle } from '../../shared/exchange/encode-bundle.ts'
import type { HeldRecords, ImportPreview } from '../../shared/exchange/import-preview.ts'
import { openHeld } from '../../shared/exchange/open-bundle.ts'
import { previewImport } from '../../shared/exchange/preview-import.ts'
import { bytesOfHex } from '../../shared/kernel/bytes.ts'
import { expectOk } from '../../shared/kernel/result.ts'
import { finish } from '../../shared/kernel/work.ts'
import { checksBy } from '../../shared/ledger/checks.ts'
import type { Fact } from '../../shared/ledger/fact.ts'
import { type HeldSet, holdFacts } from '../../shared/ledger/held-set.ts'
import type { ReadRecord } from '../../shared/ledger/read-record.ts'
import { referencesOf } from '../../shared/ledger/references.ts'
import type { Verdict } from '../../shared/ledger/verdict.ts'
import { factsOf } from '../support/ledger/device.ts'
import { partOf, playHistory, steps } from '../support/ledger/history.ts'
import { quickCrypto, quickSigner, seedOf } from '../support/ledger/quick-crypto.ts'
import { type Outcome, outcomeOf } from '../support/ledger/world.ts'

/** CI plays a thousand in all; `CONVERGENCE_RUNS=1000000` plays the full tier. */
const runs = Number(process.env['CONVERGENCE_RUNS'] ?? 200)
const choices = fc.array(fc.nat(12), { minLength: 1, maxLength: 40 })

/** What machines must agree about: every verdict, and the state. */
function agreedOn({ verdicts, state }: Outcome): unknown {
  return { state, verdicts: [...verdicts].sort(([left], [right]) => (left < right ? -1 : 1)) }
}

function shuffled<Item>(items: readonly Item[], seed: readonly number[]): readonly Item[] {
  return items
    .map((item, index) => ({ item, key: ((seed[index % seed.length] ?? 0) * 7919 + index * 104_729) % 1009 }))
    .sort((left, right) => left.key - right.key)
    .map(({ item }) => item)
}

function namedBy(fact: Fact): readonly RecordId[] {
  const names = referencesOf(fact.claim).map((reference) => reference.id)
  const replaced = fact.claim.kind === 'season.revised/1' ? [fact.claim.replaces] : []
  return [...names, ...replaced, ...(fact.basis === null ? [] : [fact.basis])]
}

function isCrowdedOut(verdict: Verdict | undefined): boolean {
  return (
    verdict?.status === 'quarantined' &&
    verdict.why.reason === 'tooMany' &&
    (verdict.why.what === 'branchesOfFeed' || verdict.why.what === 'devicesOfInvitation')
  )
}

describe('machines that hold the same records agree', () => {
  test('in whatever order the records came, and however often', () => {
    fc.assert(
      fc.property(steps, choices, (history, seed) => {
        const records = playHistory(history)
        const expected = agreedOn(outcomeOf(records))
        expect(agreedOn(outcomeOf(shuffled(records, seed)))).toEqual(expected)
        expect(agreedOn(outcomeOf([...records].reverse()))).toEqual(expected)
        expect(agreedOn(outcomeOf([...records, ...shuffled(records, seed)]))).toEqual(expected)
      }),
      { numRuns: runs },
    )
  })

  test('with gaps and withheld bodies, too; and once the rest has come, as if it had never been missing', () => {
    fc.assert(
      fc.property(steps, choices, choices, (history, missing, seed) => {
        const records = playHistory(history)
        const part = partOf(records, missing)
        expect(agreedOn(outcomeOf(shuffled(part, seed)))).toEqual(agreedOn(outcomeOf(part)))
        // A machine that got some records without their bodies, and later everything.
        expect(agreedOn(outcomeOf([...part, ...records]))).toEqual(agreedOn(outcomeOf(records)))
        expect(agreedOn(outcomeOf([...records, ...part]))).toEqual(agreedOn(outcomeOf(records)))
      }),
      { numRuns: runs },
    )
  })
})

describe('whatever is held', () => {
  test('valid records stand on held feeds and on valid records, and nothing else is in the state', () => {
    fc.assert(
      fc.property(steps, choices, (history, missing) => {
        const records = partOf(playHistory(history), missing)
        const outcome = outcomeOf(records)
        const facts = new Map(factsOf(records).map((fact) => [fact.id, fact]))
        for (const fact of facts.values()) {
          if (outcome.verdicts.get(fact.id)?.status !== 'valid') continue
          if (fact.prev !== null) expect(facts.has(fact.prev)).toBe(true)
          for (const reference of referencesOf(fact.claim)) {
            const status = outcome.verdicts.get(reference.id)?.status
            if (reference.need === 'valid') expect(status).toBe('valid')
            else expect(status).toBeDefined()
          }
        }
        expect(recordsIn(outcome).filter((id) => outcome.verdicts.get(id)?.status !== 'valid')).toEqual([])
      }),
      { numRuns: runs },
    )
  })

  test('one more record changes nothing but its own feed and what hangs on what changed', () => {
    fc.assert(
      fc.property(steps, fc.nat(), (history, at) => {
        const records = playHistory(history)
        const added = records[at % records.length]
        if (added === undefined || shapesSeats(added.envelope.kind)) return
        const before = outcomeOf(records.filter((record) => record.id !== added.id)).verdicts
        const after = outcomeOf(records).verdicts
        const facts = factsOf(records)
        const changed = new Set(
          facts.map((fact) => fact.id).filter((id) => differ(before.get(id), after.get(id))),
        )
        // A fork may take an enrolment or a founder's revision with it: then seats move, as they should.
        if (facts.some((fact) => changed.has(fact.id) && shapesSeats(fact.kind))) return
        // What others name decides which branches of a crowded feed are kept.
        const crowded = new Set(
          facts
            .filter(({ id }) => isCrowdedOut(before.get(id)) || isCrowdedOut(after.get(id)))
            .map((fact) => fact.author),
        )
        for (const fact of facts) {
          if (fact.id === added.id || !changed.has(fact.id) || crowded.has(fact.author)) continue
          const sameFeed = fact.author === added.envelope.author
          const hangsOnChange = namedBy(fact).some((id) => id === added.id || changed.has(id))
          const isClosing = fact.kind === 'round.closed/1' || fact.kind === 'round.reopened/1'
          expect({ fact: fact.kind, explained: sameFeed || hangsOnChange || isClosing }).toMatchObject({
            explained: true,
          })
        }
      }),
      { numRuns: runs },
    )
  })

  test('can be sent on whole: it is accepted, says the same elsewhere, and is all known here', () => {
    fc.assert(
      fc.property(steps, choices, (history, missing) => {
        const records = playHistory(history)
        const season = records[0]?.id as string as SeasonId // the founding is written first
        const here = setOf(season, partOf(records, missing))
        const held = here.records.filter((record) => here.set.get(record.id) !== undefined)
        if (here.set.state === null || held.length === 0) return
        const content = {
          season,
          number: 1,
          createdAt: '2021-03-31T08:00:00.000Z',
          purpose: 'full',
          records: held,
          attachments: [],
          holds: [],
          recipients: [],
          appVersion: '0.1.0',
        } as const
        const bytes = expectOk(encodeBundle(content, quickSigner(seedOf('founder')), quickCrypto), 'exported')
        for (const [there, expected] of [
          [here, 'present'],
          [setOf(season, []), null],
        ] as const) {
          const found = previewOn(there, season, bytes)
          expect(found.bundles.map(({ refused }) => refused)).toEqual([null])
          expect(found.stateAfter).toEqual(here.set.state)
          expect(found.strange).toEqual([])
          if (expected !== null) expect(found.counts[expected]).toBe(held.length)
        }
      }),
      { numRuns: runs },
    )
  })

  test('a doubled number is never forgotten by learning more', () => {
    fc.assert(
      fc.property(steps, choices, (history, missing) => {
        const records = playHistory(history)
        const forked = (held: readonly ReadRecord[]) =>
          (outcomeOf(held).state?.devices ?? []).filter((device) => device.forkedAt !== null)
        const all = new Map(forked(records).map((device) => [device.device, device.forkedAt]))
        const known = new Set((outcomeOf(records).state?.devices ?? []).map((device) => device.device))
        const part = partOf(records, missing)
        const doubled = doubledFeeds(part)
        for (const { device } of forked(part)) {
          // Rival founders are frozen like a fork until a recovery settles them: that may end, a doubled number not.
          const seq = doubled.get(device)
          if (known.has(device) && seq !== undefined)
            expect(all.get(device) ?? Number.MAX_VALUE).toBeLessThanOrEqual(seq)
        }
      }),
      { numRuns: runs },
    )
  })
})

interface HeldHere {
  readonly set: HeldSet
  readonly records: readonly ReadRecord[]
  bodyOf(id: RecordId): ReadRecord['typed']
}

function setOf(season: SeasonId, given: readonly ReadRecord[]): HeldHere {
  const byId = new Map<RecordId, ReadRecord>()
  for (const record of given) {
    if (record.typed !== null || !byId.has(record.id)) byId.set(record.id, record)
  }
  const records = [...byId.values()]
  const bodyOf = (id: RecordId) => byId.get(id)?.typed ?? null
  return {
    set: holdFacts({ season, facts: factsOf(records), checks: checksBy(quickCrypto), bodyOf }),
    records,
    bodyOf,
  }
}

const apartIn =
  (season: SeasonId): HeldRecords['apart'] =>
  (facts, bodyOf) =>
    holdFacts({ season, facts, checks: checksBy(quickCrypto), bodyOf })

function previewOn({ set, bodyOf }: HeldHere, season: SeasonId, bytes: Uint8Array): ImportPreview {
  const open = expectOk(finish(openHeld(sourceOfBytes(bytes), quickCrypto)), 'a bundle that opens')
  const work = previewImport({
    files: [{ name: 'x.giaouoc', bytes: bytes.length, refused: null, open }],
    held: { set, setAside: new Set(), bodyOf, compare: () => 'none', apart: apartIn(season) },
    season,
    ownDevice: null,
    keyOf: (device) => {
      const key = set.keyOf(device)
      return key === undefined ? undefined : expectOk(bytesOfHex(key), 'hex')
    },
    isTrusted: () => true,
    crypto: quickCrypto,
  })
  return finish(work)
}

/** The lowest number that an author gave to two different records. */
function doubledFeeds(records: readonly ReadRecord[]): ReadonlyMap<string, number> {
  const idByPlace = new Map<string, string>()
  const doubled = new Map<string, number>()
  for (const { id, envelope } of records) {
    const { author, seq } = envelope
    const place = `${author} ${seq}`
    if ((idByPlace.get(place) ?? id) !== id) doubled.set(author, Math.min(seq, doubled.get(author) ?? seq))
    idByPlace.set(place, id)
  }
  return doubled
}

describe('generated histories', () => {
  test('reach every sort of verdict: they would prove little otherwise', () => {
    const seen = new Set<string>()
    const sample = fc.sample(fc.tuple(steps, choices), { numRuns: 300, seed: 2021 })
    for (const [history, missing] of sample) {
      for (const verdict of outcomeOf(partOf(playHistory(history), missing)).verdicts.values()) {
        seen.add(nameOf(verdict))
      }
    }
    expect([...seen].sort()).toEqual(expect.arrayContaining([...reached]))
  })
})

const reached: readonly string[] = [
  'fork',
  'quarantined alreadyClosed',
  'quarantined basisWentBack',
  'quarantined beyondCut',
  'quarantined invitationUnknown',
  'quarantined notInPlan',
  'quarantined notOwner',
  'quarantined notSuccessor',
  'quarantined ownUnit',
  'quarantined recoveryWon',
  'quarantined seatContested',
  'quarantined unknownPlace',
  'valid',
  'waiting basis',
  'waiting closing',
  'waiting cut',
  'waiting feed',
  'waiting introduction',
  'waiting plan',
  'waiting prev',
  'waiting reopening',
  'waiting replaces',
  'waiting scale',
  'withheld',
]

function nameOf(verdict: Verdict): string {
  if (verdict.status === 'quarantined') return `quarantined ${verdict.why.reason}`
  if (verdict.status !== 'waiting') return verdict.status
  const [first] = verdict.for
  return `waiting ${first?.what === 'record' ? first.role : first?.what}`
}

/** Season records and enrolments say who holds what: they rightly change what others wrote. */
function shapesSeats(kind: string): boolean {
  return kind.startsWith('season.') || kind === 'device.enrolled/1'
}

function differ(left: Verdict | undefined, right: Verdict | undefined): boolean {
  return JSON.stringify(left) !== JSON.stringify(right)
}

function recordsIn({ state }: Outcome): readonly RecordId[] {
  if (state === null) return []
  const { scales, assignments, agreements, plans, sheets, exclusions, closings, signatories } = state
  return [scales, assignments, agreements, plans, sheets, exclusions, closings, signatories]
    .flat()
    .map(({ record }) => record)
}
