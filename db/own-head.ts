import type { DeviceId, RecordId } from '../shared/domain/ids.ts'

/** The last record of a feed: its number and id. */
export interface FeedEnd {
  readonly seq: number
  readonly id: RecordId
}

/**
 * Remembers how far this machine has written, outside the database: when an older copy of the database is put
 * back, writing on from it would give two records one number, and the feed would be forked.
 */
export interface OwnHeadKeeper {
  /** Null: nothing remembered, or it is unreadable. */
  read(device: DeviceId): FeedEnd | null
  /** False when it could not be kept. */
  remember(device: DeviceId, end: FeedEnd): boolean
}
