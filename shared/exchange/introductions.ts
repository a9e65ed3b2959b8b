import type { DeviceId, SeasonId } from '../domain/ids.ts'
import { type JsonBounds, jsonExcess } from '../kernel/json-bounds.ts'
import type { Verification } from '../kernel/ports.ts'
import type { Work } from '../kernel/work.ts'
import { deviceIdOf, recordIdOf } from '../ledger/fingerprint.ts'
import { checkSignature, type RawRecord, type ReadRecord, readRecord } from '../ledger/read-record.ts'
import { roomFor } from '../ledger/room-limits.ts'
import { rawRecordIn } from './bundle-frames.ts'
import { keyIn } from './bundle-keys.ts'
import type { FeedBeginning } from './frame-walk.ts'
import { introductionLimits } from './limits.ts'
import type { OpenBundle } from './open-bundle.ts'

/** The record by which a device brings its key along, signed by that key. */
export interface Introduction {
  readonly record: ReadRecord
  readonly key: Uint8Array
}

/**
 * Finds how devices introduce themselves in bundles of which nothing else has been read. Every feed begins with its
 * author's founding or enrolment: only those of the devices asked for are read. What that may cost is shared by the
 * bundles alike, so that one full of lies hinders no other, and each looks for its own exporter first.
 */
export function* findIntroductions(
  bundles: readonly OpenBundle[],
  devices: ReadonlySet<DeviceId>,
  season: SeasonId | null,
  crypto: Verification,
): Work<ReadonlyMap<DeviceId, Introduction>> {
  const found = new Map<DeviceId, Introduction>()
  const share = Math.max(introductionLimits.leastBytes, introductionLimits.bytes / bundles.length)
  for (const bundle of bundles) {
    let left = share
    for (const beginning of candidatesIn(bundle, devices)) {
      if (found.has(beginning.author)) continue
      const { introduction, cost } = introductionAt(beginning, bundle, { season, left, crypto })
      if (introduction !== null) found.set(beginning.author, introduction)
      left -= cost
      yield cost
      if (left <= 0) break
    }
    yield bundle.beginnings.length
  }
  return found
}

/** The exporter's first; a few of each device, since branches of a forked feed begin more than once. */
function candidatesIn(bundle: OpenBundle, devices: ReadonlySet<DeviceId>): readonly FeedBeginning[] {
  const tries = new Map<DeviceId, number>()
  const candidates = bundle.beginnings.filter(({ author }) => {
    if (!devices.has(author)) return false
    const before = tries.get(author) ?? 0
    tries.set(author, before + 1)
    return before < mostTries
  })
  const isOwn = ({ author }: FeedBeginning): boolean => author === bundle.header.exporter
  return [...candidates.filter(isOwn), ...candidates.filter((candidate) => !isOwn(candidate))]
}

interface Means {
  readonly season: SeasonId | null
  /** Bytes that may still be read. */
  readonly left: number
  readonly crypto: Verification
}

function introductionAt(
  { author, offset, length }: FeedBeginning,
  bundle: OpenBundle,
  means: Means,
): { readonly introduction: Introduction | null; readonly cost: number } {
  const { crypto, left } = means
  const look = Math.min(length, introductionLimits.recordBytes)
  const opening = rawRecordIn(bundle.source.read(offset, look))
  const nothing = { introduction: null, cost: Math.max(look, leastCost) }
  if (!opening.ok || nothing.cost > left) return nothing
  const isWhole = length === look
  if (isWhole && isFlat(opening.value)) {
    return { introduction: introductionIn(opening.value, author, crypto), cost: nothing.cost }
  }
  const isFounding = (recordIdOf(opening.value.recordBytes, crypto) as string) === bundle.header.season
  // The founding of the season that is open here, or is to be, is one and no other. Others are as dear as they are long.
  const isMeant = means.season === null || means.season === bundle.header.season
  const cost = isMeant ? nothing.cost : Math.max(length, nothing.cost)
  const whole = isFounding && cost <= left ? rawRecordIn(bundle.source.read(offset, length)) : null
  return whole?.ok === true ? { introduction: introductionIn(whole.value, author, crypto), cost } : nothing
}

function introductionIn(raw: RawRecord, author: DeviceId, crypto: Verification): Introduction | null {
  const read = readRecord(raw, crypto)
  if (!read.ok || read.value.envelope.author !== author) return null
  const key = keyIn(read.value.typed)
  if (key === null || deviceIdOf(key, crypto) !== author) return null
  // Else anybody could speak for a device whose enrolment they have seen.
  return checkSignature(read.value, key, crypto) ? { record: read.value, key } : null
}

/** As every enrolment is. */
function isFlat({ bodyBytes }: RawRecord): boolean {
  return bodyBytes !== null && jsonExcess(bodyBytes, enrolmentBounds) === null
}

/** Branches of a forked feed may all begin at its beginning; more than are kept are nobody's honest bundle. */
const mostTries = roomFor.branchesOfFeed
/** What looking at the least of records counts. */
const leastCost = 500
const enrolmentBounds: JsonBounds = { depth: 0, containers: 1, values: 20, keys: 20, unlikeKeys: 20 }
