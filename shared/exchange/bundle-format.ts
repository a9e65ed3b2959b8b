import { utf8Bytes } from '../kernel/bytes.ts'

/**
 * Where things stand in a `.giaouoc` file; all integers are big-endian.
 *
 *     "GIAOUOC1" ‖ headerLength u32 ‖ header ‖ frames ‖ signature (64) ‖ totalLength u64 ‖ "1COUOAIG"
 *     frame = kind u8 ‖ length u32 ‖ payload
 *     payload of a record frame = signature (64) ‖ recordLength u32 ‖ record bytes ‖ body bytes
 */
export const openingMagic = utf8Bytes('GIAOUOC1')
export const closingMagic = utf8Bytes('1COUOAIG')
/** The opening without its version digit: a later format of the same program. */
export const magicFamily = utf8Bytes('GIAOUOC')

export const signatureLength = 64
/** Magic and header length. */
export const preambleLength = 12
/** Total length and magic: what stands behind the signature. */
export const trailerLength = 16
export const smallestBundle = preambleLength + signatureLength + trailerLength
/** Kind and length before each payload. */
export const frameHeadLength = 5
/** Signature and record length before the record bytes. */
export const recordHeadLength = signatureLength + 4

export const frameKinds = { record: 1, attachment: 2 } as const
export type FrameKind = keyof typeof frameKinds

/** A reader of big-endian integers at byte offsets of `bytes`. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
