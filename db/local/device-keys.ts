import type { DeviceId } from '../../shared/domain/ids.ts'
import { ok } from '../../shared/kernel/result.ts'
import { blobOf, deviceIdOfBlob } from '../ledger/ids.ts'
import type { DeviceKeys, OwnDevice } from '../season-store.ts'
import type { ReadDb } from '../sqlite/database.ts'
import { sql } from '../sqlite/sql.ts'
import type { StoreCore } from '../store-core.ts'

/** The keys this machine writes with. Joining anew adds a pair; the older ones stay, to know one's own records. */
export function deviceKeys(core: StoreCore): DeviceKeys {
  return {
    current: () => readCurrentDevice(core.reader),
    put: ({ device, seed, encryptionSecret }) =>
      core.write(
        (db) => {
          db.run(sql`
            insert into device_key (device, seed, encryption_secret)
            values (${blobOf(device)}, ${seed}, ${encryptionSecret})`)
          return ok(null)
        },
        (db) => readCurrentDevice(db)?.device === device,
      ),
  }
}

export function readCurrentDevice(db: ReadDb): OwnDevice | null {
  return db.first(
    sql`select device, seed, encryption_secret from device_key order by position desc limit 1`,
    (row) => ({
      device: deviceIdOfBlob(row.blob('device')),
      seed: row.blob('seed'),
      encryptionSecret: row.blob('encryption_secret'),
    }),
  )
}

/** All devices this machine ever was in this season. */
export function readDevices(db: ReadDb): readonly DeviceId[] {
  return db.all(sql`select device from device_key`, (row) => deviceIdOfBlob(row.blob('device')))
}
