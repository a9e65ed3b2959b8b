import { describe, expect, test } from 'vitest'
import type { DeviceId, SeasonId } from '../../shared/domain/ids.ts'
import type { BundleError } from '../../shared/exchange/bundle-error.ts'
import type { BundleHeader } from '../../shared/exchange/bundle-header.ts'
import { sourceOfBytes } from '../../shared/exchange/bundle-source.ts'
import { strangerLimits } from '../../shared/exchange/limits.ts'
import { type OpenBundle, openHeld } from '../../shared/exchange/open-bundle.ts'
import { readBundleSet } from '../../shared/exchange/read-bundle-set.ts'
import { concatBytes, hexOf, utf8Bytes } from '../../shared/kernel/bytes.ts'
import { expectOk } from '../../shared/kernel/result.ts'
import type { Work } from '../../shared/kernel/work.ts'
import { crypto, foundSmallSeason, Machine } from './bundle-fixture.ts'
import { forge, frame, integer, withHash } from './bundle-forge.ts'

/**
 * What bundles of devices that nobody invited cost in processor time, in the shapes that were once dear. The bound is
 * two seconds; the tests leave as much again for slow machines. Memory is the bench's.
 */
const { authority, id: season, unit } = foundSmallSeason()
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

/** A well-signed bundle of one device: its enrolment, then records with these bodies. */
function chain(name: string, bodies: readonly string[]): Uint8Array {
  const machine = stranger(name)
  const enrolment = machine.enrol(`unit:PV01` as never, 'no invitation of this season')
  const frames = [recordFrame(enrolment.signature, enrolment.recordBytes, enrolment.bodyBytes)]
  let head: string = enrolment.id
  for (const [index, body] of bodies.entries()) {
    const record = envelope(machine, index + 2, head, utf8Bytes(body))
    head = hexOf(crypto.sha256(concatBytes(utf8Bytes('giaouoc/record/1\0'), record)))
    frames.push(recordFrame(signed(machine, record), record, utf8Bytes(body)))
  }
  const slices = [{ author: machine.device, from: 1, to: frames.length, head: head as never }]
  return bundle(machine, slices, frames)
}

function stranger(name: string): Machine {
  const machine = new Machine(name)
  machine.season = season
  machine.basis = authority.feed[0]?.id ?? null
  return machine
}

function envelope(
  { device, basis }: Machine,
  seq: number,
  prev: string | null,
  body: Uint8Array,
): Uint8Array {
  const bodySha256 = hexOf(crypto.sha256(body))
  const at = '2021-03-31T08:00:00.000Z'
  const kind = 'x.y/1'
  const format = 'giaouoc/record/1'
  return utf8Bytes(
    JSON.stringify({ actor: 'x', at, author: device, basis, bodySha256, format, kind, prev, season, seq }),
  )
}

function signed({ signer }: Machine, record: Uint8Array): Uint8Array {
  return signer.sign(concatBytes(utf8Bytes('giaouoc/record/1\0'), record))
}

function recordFrame(signature: Uint8Array, record: Uint8Array, body: Uint8Array | null): Uint8Array {
  return frame(1, concatBytes(signature, integer(4, record.length), record, body ?? new Uint8Array(0)))
}

function bundle(
  { device, signer }: Pick<Machine, 'device' | 'signer'>,
  slices: BundleHeader['slices'],
  frames: readonly Uint8Array[],
  ofSeason: SeasonId = season,
): Uint8Array {
  const header: BundleHeader = {
    format: 'giaouoc/bundle/1',
    season: ofSeason,
    exporter: device,
    number: 1,
    createdAt: '2021-03-31T08:00:00Z',
    purpose: 'full',
    slices,
    attachments: [],
    holds: [],
    recipients: [],
    bodySha256: '' as never,
    appVersion: '0',
  }
  return forge(signer, { header: withHash(header, frames), frames })
}

function bodyOf(size: number, item: string): string {
  const count = Math.floor((size - 100) / (utf8Bytes(item).length + 1))
  return `{"salt":"${salt}","xs":[${Array.from({ length: count }, () => item).join(',')}]}`
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
  const nobody = { publicKey: new Uint8Array(32), sign: () => new Uint8Array(64) }

  /** Says it begins with its exporter's introduction, again and again, and holds something dear instead. */
  function liar(name: string, body: string, tries = 4): Uint8Array {
    const { device } = new Machine(name)
    const machine = stranger(name)
    const record = envelope(machine, 1, null, utf8Bytes(body))
    const one = recordFrame(new Uint8Array(64), record, utf8Bytes(body))
    const slices = Array.from({ length: tries }, (_, index) => ({
      author: device,
      from: 1,
      to: 1,
      head: index.toString(16).padStart(64, '0') as never,
    }))
    return bundle(
      { device, signer: nobody },
      slices,
      Array.from({ length: tries }, () => one),
    )
  }

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
