import type { DeviceId } from '../../shared/domain/ids.ts'
import type { FeedHead } from '../../shared/exchange/bundle-header.ts'
import type { ReadDb, WriteDb } from '../sqlite/database.ts'
import { sql } from '../sqlite/sql.ts'
import { blobOf, deviceIdOfBlob, recordIdOfBlob } from './ids.ts'

/**
 * What a device said it holds, in the bundle of its that was seen last. An older bundle read later makes it look
 * as if it held less: then too much is sent, which harms nothing; believing too much would leave gaps.
 */
export function writeHolds(db: WriteDb, device: DeviceId, holds: readonly FeedHead[]): void {
  db.run(sql`delete from known_hold where device = ${blobOf(device)}`)
  for (const { author, seq, head } of holds) {
    db.run(sql`
      insert into known_hold (device, author, seq, head)
      values (${blobOf(device)}, ${blobOf(author)}, ${seq}, ${blobOf(head)})
      on conflict (device, head) do nothing`)
  }
}

export function readHolds(db: ReadDb, device: DeviceId): readonly FeedHead[] {
  return db.all(
    sql`select author, seq, head from known_hold where device = ${blobOf(device)} order by author, seq, head`,
    (row) => ({
      author: deviceIdOfBlob(row.blob('author')),
      seq: row.integer('seq'),
      head: recordIdOfBlob(row.blob('head')),
    }),
  )
}
