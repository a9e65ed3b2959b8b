import type { DeviceId } from '../../shared/domain/ids.ts'
import { type CopyDoubt, copyDoubtSchema } from '../../shared/ledger/copy-doubt.ts'
import { blobOf, deviceIdOfBlob } from '../ledger/ids.ts'
import type { EndedDoubt } from '../season-store.ts'
import type { ReadDb, WriteDb } from '../sqlite/database.ts'
import { sql } from '../sqlite/sql.ts'

/** A time in which this machine did not write, not ended yet. */
export interface OpenDoubt {
  readonly since: string
  readonly doubts: readonly CopyDoubt[]
}

export function openDoubt(db: ReadDb): OpenDoubt | null {
  return db.first(sql`select since, doubts from copy_doubt where ended is null`, (row) => ({
    since: row.text('since'),
    doubts: doubtsOf(row.text('doubts')),
  }))
}

/** Kept until it is ended, so that a restart neither forgets it nor makes it younger. */
export function insertDoubt(db: WriteDb, since: string, doubts: readonly CopyDoubt[]): void {
  db.run(sql`insert into copy_doubt (since, doubts) values (${since}, ${JSON.stringify(doubts)})`)
}

/** Ends the open doubt. `by` null: own records came home. */
export function endDoubt(db: WriteDb, at: string, by: string | null, doubts: readonly CopyDoubt[]): void {
  db.run(sql`
    update copy_doubt
    set ended = ${by === null ? 'cameHome' : 'declared'}, ended_at = ${at}, account = ${by},
      doubts = ${JSON.stringify(doubts)}
    where ended is null`)
}

export function readEndedDoubts(db: ReadDb): readonly EndedDoubt[] {
  return db.all(
    sql`select since, doubts, ended_at, account from copy_doubt where ended is not null order by position`,
    (row) => ({
      since: row.text('since'),
      at: row.text('ended_at'),
      declaredBy: row.textOrNull('account'),
      doubts: doubtsOf(row.text('doubts')),
    }),
  )
}

/** The highest number each device says it holds of `own`'s feed, of records that are not held here. */
export function unmetClaims(
  db: ReadDb,
  own: DeviceId,
): readonly { readonly device: DeviceId; readonly seq: number }[] {
  return db.all(
    sql`select device, max(seq) as seq from known_hold
        where author = ${blobOf(own)} and device <> ${blobOf(own)}
          and not exists (select 1 from ledger where ledger.id = known_hold.head)
          and not exists (select 1 from overruled_device where overruled_device.device = known_hold.device)
        group by device order by device`,
    (row) => ({ device: deviceIdOfBlob(row.blob('device')), seq: row.integer('seq') }),
  )
}

/** What a device says of this machine's feed no longer counts: a person has declared that it is not so. */
export function overrule(db: WriteDb, device: DeviceId): void {
  db.run(
    sql`insert into overruled_device (device) values (${blobOf(device)}) on conflict (device) do nothing`,
  )
}

function doubtsOf(text: string): readonly CopyDoubt[] {
  return copyDoubtSchema.array().parse(JSON.parse(text))
}
