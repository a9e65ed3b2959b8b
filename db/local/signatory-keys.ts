import type { PublicKeyHex } from '../../shared/domain/ids.ts'
import { hexOf } from '../../shared/kernel/bytes.ts'
import { ok } from '../../shared/kernel/result.ts'
import { blobOf } from '../ledger/ids.ts'
import type { SignatoryKey, SignatoryKeys } from '../season-store.ts'
import type { ReadDb } from '../sqlite/database.ts'
import type { Row } from '../sqlite/row.ts'
import { sql } from '../sqlite/sql.ts'
import type { StoreCore } from '../store-core.ts'

/** Keys of the people who sign off on this machine, each wrapped by its owner's passphrase. */
export function signatoryKeys(core: StoreCore): SignatoryKeys {
  return {
    list: () =>
      core.reader.all(
        sql`select public_key, wrapped, account from signatory_key order by public_key`,
        signatoryKeyOf,
      ),
    get: (publicKey) => readSignatoryKey(core.reader, publicKey),
    put: ({ publicKey, wrapped, account }) =>
      core.write(
        (db) => {
          db.run(sql`
            insert into signatory_key (public_key, wrapped, account)
            values (${blobOf(publicKey)}, ${wrapped}, ${account})
            on conflict (public_key) do update set wrapped = excluded.wrapped, account = excluded.account`)
          return ok(null)
        },
        (db) => readSignatoryKey(db, publicKey)?.wrapped === wrapped,
      ),
  }
}

function readSignatoryKey(db: ReadDb, publicKey: PublicKeyHex): SignatoryKey | null {
  return db.first(
    sql`select public_key, wrapped, account from signatory_key where public_key = ${blobOf(publicKey)}`,
    signatoryKeyOf,
  )
}

function signatoryKeyOf(row: Row): SignatoryKey {
  return {
    publicKey: hexOf(row.blob('public_key')) as PublicKeyHex, // the column holds 32 bytes
    wrapped: row.text('wrapped'),
    account: row.text('account'),
  }
}
