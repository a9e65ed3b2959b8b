import type { DeviceId } from '../domain/ids.ts'
import type { Hasher } from '../kernel/ports.ts'
import type { Work } from '../kernel/work.ts'
import { deviceIdOf } from '../ledger/fingerprint.ts'
import type { ReadRecord } from '../ledger/read-record.ts'
import { frameHeadLength, frameKinds, viewOf } from './bundle-format.ts'
import { recordIn } from './bundle-frames.ts'
import { keyIn } from './bundle-keys.ts'
import type { OpenBundle } from './open-bundle.ts'

/** The record by which a device brings its key along, and the key. Its signature has not been checked. */
export interface Introduction {
  readonly record: ReadRecord
  readonly key: Uint8Array
}

/**
 * Finds how devices introduce themselves in bundles of which nothing else has been read. Every feed begins with its
 * author's founding or enrolment, and the header says where feeds begin: so the heads of frames are walked over, and
 * only the first records of the devices asked for are read, a few each and none that is large.
 */
export function* findIntroductions(
  bundles: readonly OpenBundle[],
  devices: ReadonlySet<DeviceId>,
  hasher: Hasher,
): Work<ReadonlyMap<DeviceId, Introduction>> {
  const found = new Map<DeviceId, Introduction>()
  const tried = new Map<DeviceId, number>()
  for (const bundle of bundles) {
    if (!bundle.header.slices.some((slice) => slice.from === 1 && devices.has(slice.author))) continue
    for (const { author, offset, length } of firstFrames(bundle)) {
      yield headBytes
      const tries = tried.get(author) ?? 0
      if (!devices.has(author) || found.has(author) || tries >= mostTries || length > longestIntroduction)
        continue
      tried.set(author, tries + 1)
      const payload = bundle.source.read(offset, length)
      const place = { offset, frame: 0, record: { author, seq: 1 } }
      const read = recordIn(payload, place, hasher)
      const key = read.ok ? keyIn(read.value.record.typed) : null
      if (!read.ok || key === null || deviceIdOf(key, hasher) !== author) continue
      found.set(author, { record: read.value.record, key })
    }
  }
  return found
}

interface FirstFrame {
  readonly author: DeviceId
  /** Of the payload. */
  readonly offset: number
  readonly length: number
}

/** The frames in which feeds begin. Ends where a frame cannot be found; that it cannot is told when it is read. */
function* firstFrames({ header, layout, source }: OpenBundle): Iterable<FirstFrame> {
  const head = windowOn(source, layout.framesTo)
  let offset = layout.framesFrom
  for (const { author, from, to } of header.slices) {
    for (let seq = from; seq <= to; seq++) {
      const bytes = head(offset)
      if (bytes === null || bytes[0] !== frameKinds.record) return
      const length = viewOf(bytes).getUint32(1)
      const payload = offset + frameHeadLength
      if (payload + length > layout.framesTo) return
      if (seq === 1) yield { author, offset: payload, length }
      offset = payload + length
    }
  }
}

/** Heads of frames, read a few kilobytes at a time: small frames lie close together. */
function windowOn(source: OpenBundle['source'], end: number): (offset: number) => Uint8Array | null {
  let from = 0
  let window = new Uint8Array(0)
  return (offset) => {
    if (offset + frameHeadLength > end) return null
    if (offset < from || offset + frameHeadLength > from + window.length) {
      from = offset
      window = source.read(offset, Math.min(headBytes, end - offset)).slice()
    }
    return window.subarray(offset - from, offset - from + frameHeadLength)
  }
}

const headBytes = 4096
/** Branches of a forked feed begin more than once; more than these are nobody's honest bundle. */
const mostTries = 4
/** A founding lists clusters, units and seats, some 200 bytes each. */
const longestIntroduction = 1024 * 1024
