import type { DeviceId, RecordId } from '../shared/domain/ids.ts'
import type { CopyDoubt, HeadPlace, UnkeptNote } from '../shared/ledger/copy-doubt.ts'

/** The last record of a feed: its number and id. */
export interface FeedEnd {
  readonly seq: number
  readonly id: RecordId
}

/** How far this machine has written, as one place says. */
export interface NotedEnd {
  readonly where: HeadPlace
  readonly end: FeedEnd
}

/**
 * Notes outside the database how far this machine has written: when an older copy of the database or of the whole
 * folder is put back, writing on from it would give two records one number, and the feed would be forked.
 */
export interface OwnHeadKeeper {
  /** What was found wrong with the notes or with where they lie when the folder was opened. Empty once settled. */
  doubts(device: DeviceId): readonly CopyDoubt[]
  /** What is noted now, in each place that can be read. */
  ends(device: DeviceId): readonly NotedEnd[]
  /**
   * Notes that the feed goes this far; a lower number than the noted one changes nothing. Never while in doubt. What
   * is noted was done already, so a place that does not take it is no refusal: `unkept` names it.
   */
  remember(device: DeviceId, end: FeedEnd): void
  /** Notes that this folder, where it lies now, is the machine, and that its feed ends here. False: not kept. */
  settle(device: DeviceId, end: FeedEnd): boolean
  /** Places that did not take the note when it was to be written last. */
  unkept(): readonly UnkeptNote[]
}
