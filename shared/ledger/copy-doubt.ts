import { z } from 'zod'
import { deviceIdSchema } from '../domain/ids.ts'

/** Where a machine notes how far it has written: in its data folder, and beside it in the person's own profile. */
export type HeadPlace = z.infer<typeof headPlaceSchema>
const headPlaceSchema = z.enum(['folder', 'computer'])

const seq = z.int().min(1)
const where = headPlaceSchema

/**
 * A reason to believe that this folder is an older copy of its machine, or not the only one. While there is one the
 * machine does not write: two records with one number cannot be undone.
 */
export type CopyDoubt = z.infer<typeof copyDoubtSchema>
export const copyDoubtSchema = z.discriminatedUnion('doubt', [
  /** The machine's own note says that it has written record `seq`, which is not held. */
  z.strictObject({ doubt: z.literal('behind'), where, seq }),
  /** Another machine of the season says that it holds a record of this one, `seq`, which is not held here. */
  z.strictObject({ doubt: z.literal('claimed'), device: deviceIdSchema, seq }),
  /** Own records came home without those before them. */
  z.strictObject({ doubt: z.literal('gap'), highest: seq }),
  /** The note of how far the machine has written is not where it was put. */
  z.strictObject({ doubt: z.literal('headMissing'), where, file: z.string() }),
  z.strictObject({ doubt: z.literal('headDamaged'), where, file: z.string() }),
  /** It was put there, and the disk does not give it: another thing lies in its way, or nobody may read it. */
  z.strictObject({ doubt: z.literal('headUnreadable'), where, file: z.string() }),
  /** Another folder or another drive than the one this machine was last known to be. */
  z.strictObject({ doubt: z.literal('moved') }),
  z.strictObject({ doubt: z.literal('otherComputer') }),
  /** Everything else is the same, but the computer has another name. */
  z.strictObject({ doubt: z.literal('renamed'), from: z.string(), to: z.string() }),
])

/** A note that could not be written: one place less that would notice an older copy put back. */
export interface UnkeptNote {
  readonly where: HeadPlace
  readonly file: string
}
