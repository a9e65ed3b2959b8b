import { describe, expect, test } from 'vitest'
import type { DeviceId, SeasonId } from '../../shared/domain/ids.ts'
import type { BundleError } from '../../shared/exchange/bundle-error.ts'
import { sourceOfBytes } from '../../shared/exchange/bundle-source.ts'
import { strangerLimits } from '../../shared/exchange/limits.ts'
import { type OpenBundle, openHeld } from '../../shared/exchange/open-bundle.ts'
import { readBundleSet } from '../../shared/exchange/read-bundle-set.ts'
import { concatBytes, hexOf, utf8Bytes } from '../../shared/kernel/bytes.ts'
import { expectOk } from '../../shared/kernel/result.ts'
import type { Work } from '../../shared/kernel/work.ts'
import { crypto, foundSmallSeason, Machine } from './bundle-fixture.ts'
import { bodyOf, bundle, chain, envelope, liar, nobody, recordFrame, signed } from './strangers.ts'

/**
 * What bundles of devices that nobody invited cost in processor time, in the shapes that were once dear. The bound is
 * two seconds; the tests leave as much again for slow machines. Memory is the bench's.
 */
const { id: season, unit } = foundSmallSeason()
const mebibyte = 1024 * 1024
const salt = '0'.repeat(32)
const mostSeconds = 4

interface Cost {
  readonly answers: readonly (BundleError['code'] | null)[]
  readonly seconds: number
}

/** Reads files as one set, as a preview does. Nobody's key is known. */
function costOf(files: readonly Uint8Array[], trusted: readonly DeviceId[] = []): Cost {
  const before = process.cpuUsage()
  const open: OpenBundle[] = []
  for (const file of files) open.push(expectOk(run(openHeld(sourceOfBytes(file), crypto)), 'opens'))
  const read = run(
    readBundleSet({
      bundles: open,
      season,
      keyOf: () => undefined,
      isTrusted: (device, introduction) => introduction !== null && trusted.includes(device),
      crypto,
    }),
  )
  const { user, system } = process.cpuUsage(before)
  return {
    answers: read.map((each) => (each.ok ? null : each.error.code)),
    seconds: (user + system) / 1e6,
  }
}

function run<Value>(work: Work<Value>): Value {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}

/** Fields that no other object has. */
function unlikeFields(size: number): string {
  const items = Array.from({ length: Math.floor(size / 16) }, (_, n) => `{"k${n.toString(36)}":0}`)
  return `{"salt":"${salt}","xs":[${items.join(',')}]}`
}

function manyFields(size: number): string {
  const fields = Array.from({ length: Math.floor(size / 12) }, (_, n) => `"k${String(n).padStart(6, '0')}":0`)
  return `{${fields.join(',')},"salt":"${salt}"}`
}

const large = strangerLimits.bytes - 20_000
/** Just as much as may be asked for, and then as much as fits into a record. */
const dense = { ...strangerLimits }.values * 0.9
const shapes: readonly (readonly [string, readonly string[]])[] = [
  ['empty lists', [bodyOf(large, '[]')]],
  ['as many empty lists as allowed', [bodyOf(dense * 1.5, '[]')]],
  ['empty objects', [bodyOf(large, '{}')]],
  ['numbers', [bodyOf(large, '0')]],
  ['as many numbers as allowed', [bodyOf(dense * 2, '0')]],
  ['as many letters as allowed', [bodyOf(dense * 6, '"ế"')]],
  ['deep lists', [bodyOf(large, '[[[[[[[[[[]]]]]]]]]]')]],
  ['an object of many fields', [manyFields(large)]],
  ['objects that are all unlike', [unlikeFields(large)]],
  ['one long text', [bodyOf(large, `"${'ế'.repeat(large / 3 - 100)}"`)]],
  ['escapes', [bodyOf(large, `"${'\\n'.repeat(large / 2 - 100)}"`)]],
  ['escaped NUL', [bodyOf(large, `"${'\\u0000'.repeat(large / 6 - 100)}"`)]],
  ['marks', [bodyOf(large, `"${`a${'\u0323'.repeat(15)}${'\u0301'.repeat(15)}`.repeat(large / 61 - 10)}"`)]],
  ['a long number', [bodyOf(large, '1'.repeat(large - 200))]],
  ['many small records', Array.from({ length: strangerLimits.records - 1 }, () => bodyOf(1500, '"x"'))],
]

describe('a bundle that a stranger signed costs little', () => {
  test.each(shapes)('%s', (_what, bodies) => {
    expect(costOf([chain('a stranger', bodies)]).seconds).toBeLessThan(mostSeconds)
  })

  test('and is refused by the number of its values before one is read', () => {
    const file = chain('a stranger', [bodyOf(strangerLimits.values * 3.5, '[]')])
    expect(costOf([file]).answers).toEqual(['strangerTooLarge'])
  })

  test('honest sheets reach the bytes before the values', () => {
    const entry = `{"adjustment":null,"counts":[],"criterion":"1","evidence":[],"points":null,"ranks":[],"reason":"đạt, có minh chứng","result":"120.5","waivers":[]}`
    const bodies = Array.from({ length: 20 }, () => bodyOf(strangerLimits.bytes / 21, entry))
    expect(costOf([chain('a stranger', bodies)]).answers).toEqual([null])
  })
})

describe('many bundles of strangers cost no more than one', () => {
  test.each([
    ['large introductions', 10, bodyOf(mebibyte, '[[[[[[[[[[]]]]]]]]]]')],
    ['large introductions of many fields', 10, manyFields(mebibyte)],
    ['500 small introductions', 500, bodyOf(3000, '[]')],
    ['500 flat introductions', 500, `{"a":"${'ế'.repeat(900)}","salt":"${salt}"}`],
  ] as const)('%s', (_what, count, body) => {
    const files = Array.from({ length: count }, (_, index) => liar(`liar ${index}`, body))
    const { answers, seconds } = costOf(files)
    expect(new Set(answers)).toEqual(new Set(['unknownExporter']))
    expect(seconds).toBeLessThan(mostSeconds)
  })

  test('foundings of other seasons', () => {
    const body = `{"founder":{},"salt":"${salt}","seats":${bodyOf(1_500_000, '[]')}}`
    const files = Array.from({ length: 20 }, (_, index) => {
      const machine = new Machine(`founder ${index}`)
      const record = utf8Bytes(
        new TextDecoder()
          .decode(envelope(machine, 1, null, utf8Bytes(body)))
          .replace('x.y/1', 'season.founded/1')
          .replace(/"season":"[^"]*"/, '"season":""'),
      )
      const id = hexOf(crypto.sha256(concatBytes(utf8Bytes('giaouoc/record/1\0'), record)))
      const slices = [{ author: machine.device, from: 1, to: 1, head: id as never }]
      const frames = [recordFrame(signed(machine, record), record, utf8Bytes(body))]
      return bundle(machine, slices, frames, id as SeasonId)
    })
    expect(costOf(files).seconds).toBeLessThan(mostSeconds)
  })

  test('strangers’ bundles share one bound', () => {
    const files = Array.from({ length: 20 }, (_, index) =>
      chain(`stranger ${index}`, [bodyOf(400_000, '[]')]),
    )
    const { answers, seconds } = costOf(files)
    expect(answers).toContain('strangerTooLarge')
    expect(seconds).toBeLessThan(mostSeconds)
  })

  test('and hinder no invited machine, though they speak in its name', () => {
    const invited = expectInvited()
    const forgeries = Array.from({ length: 20 }, () => forgedIntroduction(unit))
    expect(costOf([...forgeries, invited, ...forgeries], [unit.device]).answers[20]).toBe(null)
  })

  function expectInvited(): Uint8Array {
    const { feed } = unit
    const frames = feed.map(({ signature, recordBytes, bodyBytes }) =>
      recordFrame(signature, recordBytes, bodyBytes),
    )
    const head = feed.at(-1)?.id as never
    return bundle(unit, [{ author: unit.device, from: 1, to: feed.length, head }], frames)
  }

  /** An enrolment with somebody's key that they have not signed. */
  function forgedIntroduction(machine: Machine): Uint8Array {
    const [enrolment] = machine.feed
    const one = recordFrame(
      new Uint8Array(64),
      enrolment?.recordBytes ?? new Uint8Array(0),
      enrolment?.bodyBytes ?? null,
    )
    const slices = Array.from({ length: 4 }, (_, index) => ({
      author: machine.device,
      from: 1,
      to: 1,
      head: index.toString(16).padStart(64, '0') as never,
    }))
    const liar = new Machine('a liar')
    return bundle(
      { device: liar.device, signer: nobody },
      slices,
      Array.from({ length: 4 }, () => one),
    )
  }
})
