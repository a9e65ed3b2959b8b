import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { DeviceId } from '../../../shared/domain/ids.ts'
import { deviceIdSchema, recordIdSchema } from '../../../shared/domain/ids.ts'
import { utf8Bytes } from '../../../shared/kernel/bytes.ts'
import type { SeasonPlace } from '../../services/ports.ts'
import { writeDurably } from './durable-file.ts'

type OwnHeadKeeper = SeasonPlace['ownHead']
type FeedEnd = NonNullable<ReturnType<OwnHeadKeeper['read']>>

/**
 * A small file beside the database that says how far this machine has written, authenticated with a key of this
 * folder, so that only the machine itself can say so. Kept in memory too: only other copies change it otherwise.
 */
export function ownHeadFile(file: string, key: Uint8Array): OwnHeadKeeper {
  let known: ReadonlyMap<DeviceId, FeedEnd> | null = null
  const ends = (): ReadonlyMap<DeviceId, FeedEnd> => {
    known ??= readEnds(file, key)
    return known
  }
  return {
    read: (device) => ends().get(device) ?? null,
    remember(device, end) {
      const before = ends().get(device)
      if (before !== undefined && before.seq >= end.seq) return true
      const next = new Map(ends()).set(device, end)
      try {
        writeDurably(file, fileBytes(next, key))
      } catch {
        return false
      }
      known = next
      return true
    },
  }
}

const contentSchema = z.array(
  z.strictObject({ device: deviceIdSchema, seq: z.int().min(1), id: recordIdSchema }),
)
const fileSchema = z.strictObject({ content: z.string(), code: z.string() })

function fileBytes(ends: ReadonlyMap<DeviceId, FeedEnd>, key: Uint8Array): Uint8Array {
  const content = JSON.stringify([...ends].map(([device, end]) => ({ device, ...end })))
  return utf8Bytes(`${JSON.stringify({ content, code: codeOf(content, key) })}\n`)
}

/** An unreadable file says nothing: the ledger and what others hold still do. */
function readEnds(file: string, key: Uint8Array): ReadonlyMap<DeviceId, FeedEnd> {
  try {
    const { content, code } = fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    if (code !== codeOf(content, key)) return new Map()
    const ends = contentSchema.parse(JSON.parse(content))
    return new Map(ends.map(({ device, ...end }) => [device, end]))
  } catch {
    return new Map()
  }
}

function codeOf(content: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(content).digest('hex')
}
