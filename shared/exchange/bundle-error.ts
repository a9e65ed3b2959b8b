import type { DeviceId, SeasonId, Sha256Hex } from '../domain/ids.ts'
import type { CanonicalProblem } from '../kernel/canonical-json.ts'
import type { RecordError } from '../ledger/read-record.ts'

/** Where in a bundle something is wrong. */
export interface BundlePlace {
  /** Byte offset of the frame in the file. */
  readonly offset: number
  /** Number of the frame, the first is 1. */
  readonly frame: number
  /** Whose record stands (or should stand, by the header) in that frame; null for an attachment. */
  readonly record: { readonly author: DeviceId; readonly seq: number } | null
}

export type HeaderInconsistency =
  | 'slicesOrder'
  | 'sliceRange'
  | 'attachmentTwice'
  | 'attachmentTooLarge'
  | 'tooManyRecords'

/** Frames are exactly what the header says: nothing missing, nothing more, nothing longer than the file. */
export type FrameProblem = 'missing' | 'kind' | 'length' | 'recordLength' | 'extra'

/** A record that is well formed but is not the one its slice promises. */
export type SliceProblem = 'author' | 'seq' | 'season' | 'prev' | 'head' | 'twice'

/** Why a whole bundle is refused. Nothing of a refused bundle is ever stored. */
export type BundleError =
  | { readonly code: 'notABundle'; readonly size: number }
  /** The same program's file in a format made later than this version. */
  | { readonly code: 'formatNewer' }
  | { readonly code: 'fileTooLarge'; readonly size: number; readonly limit: number }
  /** Cut short or lengthened: the end mark is missing or names another length. */
  | { readonly code: 'wrongLength'; readonly size: number; readonly declared: number | null }
  | { readonly code: 'headerTooLarge'; readonly length: number; readonly limit: number }
  | { readonly code: 'headerNotCanonical'; readonly problem: CanonicalProblem }
  | { readonly code: 'headerShape'; readonly field: string }
  | { readonly code: 'headerInconsistent'; readonly what: HeaderInconsistency; readonly index: number }
  | { readonly code: 'frame'; readonly problem: FrameProblem; readonly place: BundlePlace }
  | { readonly code: 'record'; readonly error: RecordError; readonly place: BundlePlace }
  | { readonly code: 'slice'; readonly problem: SliceProblem; readonly place: BundlePlace }
  | {
      readonly code: 'attachment'
      readonly problem: 'size' | 'hash' | 'mediaType'
      readonly sha256: Sha256Hex
      readonly place: BundlePlace
    }
  /** The frames are not those the header was made for. */
  | { readonly code: 'framesChanged' }
  /** Neither the database nor the bundles given know the key of whoever made this bundle. */
  | { readonly code: 'unknownExporter'; readonly device: DeviceId }
  /** Made by a device that introduces itself, that nobody invited as far as is known here, and that asks for too much. */
  | {
      readonly code: 'strangerTooLarge'
      readonly device: DeviceId
      readonly size: number
      readonly records: number
      /** 0 where bytes or records are too many already. */
      readonly values: number
      readonly limits: { readonly bytes: number; readonly records: number; readonly values: number }
    }
  | { readonly code: 'unknownAuthor'; readonly place: BundlePlace }
  | { readonly code: 'bundleSignature'; readonly device: DeviceId }
  | { readonly code: 'recordSignature'; readonly place: BundlePlace }
  /** Made for another season, and nothing here can tell whether it is genuine. */
  | { readonly code: 'otherSeason'; readonly season: SeasonId }
