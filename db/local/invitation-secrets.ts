import type { PublicKeyHex, Seat } from '../../shared/domain/ids.ts'
import { hexOf } from '../../shared/kernel/bytes.ts'
import { ok } from '../../shared/kernel/result.ts'
import { blobOf } from '../ledger/ids.ts'
import type { InvitationSecrets } from '../season-store.ts'
import { sql } from '../sqlite/sql.ts'
import type { StoreCore } from '../store-core.ts'

/** Secrets of the invitations this machine issued, so that a slip can be printed again. */
export function invitationSecrets(core: StoreCore): InvitationSecrets {
  return {
    list: () =>
      core.reader.all(
        sql`select public_key, seat, secret from invitation_secret order by seat, public_key`,
        (row) => ({
          publicKey: hexOf(row.blob('public_key')) as PublicKeyHex, // the column holds 32 bytes
          seat: row.text('seat') as Seat, // only seats are put in
          secret: row.text('secret'),
        }),
      ),
    putMany: (secrets) =>
      core.write(
        (db) => {
          for (const { publicKey, seat, secret } of secrets) {
            db.run(sql`
              insert into invitation_secret (public_key, seat, secret)
              values (${blobOf(publicKey)}, ${seat}, ${secret})
              on conflict (public_key) do nothing`)
          }
          return ok(null)
        },
        (db) => {
          const last = secrets.at(-1)
          return (
            last !== undefined &&
            db.first(
              sql`select 1 from invitation_secret where public_key = ${blobOf(last.publicKey)}`,
              () => true,
            ) !== null
          )
        },
      ),
  }
}
