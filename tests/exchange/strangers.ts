import type { SeasonId } from '../../shared/domain/ids.ts'
import type { BundleHeader } from '../../shared/exchange/bundle-header.ts'
import { concatBytes, hexOf, utf8Bytes } from '../../shared/kernel/bytes.ts'
import { crypto, foundSmallSeason, Machine } from './bundle-fixture.ts'
import { forge, frame, integer, withHash } from './bundle-forge.ts'

/** Bundles of devices that nobody invited, in whatever shape is dear. */
const { authority, id: season } = foundSmallSeason()
const salt = '0'.repeat(32)

/** A well-signed bundle of one device: its enrolment, then records with these bodies. */
export function chain(name: string, bodies: readonly string[]): Uint8Array {
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

export function envelope(
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

export function signed({ signer }: Machine, record: Uint8Array): Uint8Array {
  return signer.sign(concatBytes(utf8Bytes('giaouoc/record/1\0'), record))
}

export function recordFrame(signature: Uint8Array, record: Uint8Array, body: Uint8Array | null): Uint8Array {
  return frame(1, concatBytes(signature, integer(4, record.length), record, body ?? new Uint8Array(0)))
}

export function bundle(
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

export function bodyOf(size: number, item: string): string {
  const count = Math.floor((size - 100) / (utf8Bytes(item).length + 1))
  return `{"salt":"${salt}","xs":[${Array.from({ length: count }, () => item).join(',')}]}`
}

export const nobody = { publicKey: new Uint8Array(32), sign: () => new Uint8Array(64) }

/** Says it begins with its exporter's introduction, again and again, and holds something dear instead. */
export function liar(name: string, body: string, tries = 4): Uint8Array {
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
