import type { DeviceId } from '../../shared/domain/ids.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { CopyDoubt } from '../../shared/ledger/copy-doubt.ts'
import type { AppendRefusal } from '../../shared/ledger/storage-errors.ts'
import { openDoubt, unmetClaims } from '../local/copy-doubt-tables.ts'
import { readCurrentDevice } from '../local/device-keys.ts'
import type { ReadDb } from '../sqlite/database.ts'
import type { StoreCore } from '../store-core.ts'
import { feedEnd, presenceOf } from './ledger-table.ts'

/**
 * The device this machine may write as now. Refused while anything says that its feed goes further than what is
 * held here: its own records must come home first, or a person declares that there is no other copy.
 */
export function writingDevice(core: StoreCore, db: ReadDb = core.reader): Result<DeviceId, AppendRefusal> {
  const device = readCurrentDevice(db)?.device
  if (device === undefined) return err({ code: 'noDevice' })
  const doubts = copyDoubts(core, db, device)
  return doubts.length === 0 ? ok(device) : err({ code: 'awaitingOwnRecords', doubts })
}

/** Every reason not to write, in the order a person should hear them. The cost does not grow with the ledger. */
export function copyDoubts(core: StoreCore, db: ReadDb, device: DeviceId): readonly CopyDoubt[] {
  const noted = core.ownHead?.ends(device) ?? []
  const end = feedEnd(db, device)
  // Nothing was ever written here: founding and joining begin like this, without any note.
  if (end === null && noted.length === 0) return []
  const found = core.ownHead?.doubts(device) ?? []
  const earlier = openDoubt(db)?.doubts.filter((each) => !found.some((other) => isSame(each, other))) ?? []
  const behind = noted
    .filter((each) => presenceOf(db, each.end.id) === 'absent')
    .map((each): CopyDoubt => ({ doubt: 'behind', where: each.where, seq: each.end.seq }))
  const gap: readonly CopyDoubt[] =
    end !== null && hasGap(core, device) ? [{ doubt: 'gap', highest: end.seq }] : []
  return [...found, ...earlier, ...behind, ...claims(core, db, device), ...gap]
}

/** Only who takes part is believed about what it holds. */
function claims(core: StoreCore, db: ReadDb, device: DeviceId): readonly CopyDoubt[] {
  return unmetClaims(db, device)
    .filter((each) => core.held().isIntroduced(each.device))
    .map((each) => ({ doubt: 'claimed', device: each.device, seq: each.seq }))
}

/** Own records have come home, but not those before them. */
function hasGap(core: StoreCore, device: DeviceId): boolean {
  const { count, highest } = core.numbersOf(device)
  return count !== highest
}

function isSame(left: CopyDoubt, right: CopyDoubt): boolean {
  return (
    left.doubt === right.doubt && ('where' in left && 'where' in right ? left.where === right.where : true)
  )
}
