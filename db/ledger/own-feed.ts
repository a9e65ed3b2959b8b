import type { DeviceId } from '../../shared/domain/ids.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { AppendRefusal } from '../../shared/ledger/storage-errors.ts'
import { readCurrentDevice } from '../local/device-keys.ts'
import type { ReadDb } from '../sqlite/database.ts'
import type { StoreCore } from '../store-core.ts'

/**
 * The device this machine may write as now. Refused while its own feed has a gap, or while this machine is known
 * to have written further than the ledger goes: its own records must come home first.
 */
export function writingDevice(core: StoreCore, db: ReadDb = core.reader): Result<DeviceId, AppendRefusal> {
  const device = readCurrentDevice(db)?.device
  if (device === undefined) return err({ code: 'noDevice' })
  const { count, highest } = core.numbersOf(device)
  const written = Math.max(highest, core.ownHead?.read(device)?.seq ?? 0)
  return count === written ? ok(device) : err({ code: 'awaitingOwnRecords', held: count, written })
}
