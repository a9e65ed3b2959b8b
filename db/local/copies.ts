import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { CopyDoubt } from '../../shared/ledger/copy-doubt.ts'
import type { StoreError } from '../../shared/ledger/storage-errors.ts'
import { feedEnd, wasImported } from '../ledger/ledger-table.ts'
import { copyDoubts } from '../ledger/own-feed.ts'
import type { Copies } from '../season-store.ts'
import type { ReadDb, WriteDb } from '../sqlite/database.ts'
import type { StoreCore } from '../store-core.ts'
import { endDoubt, insertDoubt, openDoubt, overrule, readEndedDoubts } from './copy-doubt-tables.ts'
import { readCurrentDevice } from './device-keys.ts'

/** Whether this is the only and newest copy of its machine, and what ends a doubt about it. */
export function copies(core: StoreCore): Copies {
  return {
    doubts: () => doubtsNow(core, core.reader),
    ended: () => readEndedDoubts(core.reader),
    unkept: () => core.ownHead?.unkept() ?? [],
    declareOnly: (account) => declareOnly(core, account),
  }
}

/**
 * When a store is opened: what is wrong with the notes is written down, so that a restart does not forget it.
 * Where nothing is, the notes are brought up to the ledger: a crash may have come between the two.
 */
export function noteDoubts(core: StoreCore): Result<null, StoreError> {
  const device = readCurrentDevice(core.reader)?.device
  if (device === undefined || core.ownHead === null) return ok(null)
  const found = core.ownHead.doubts(device)
  if (doubtsNow(core, core.reader).length === 0) {
    const end = feedEnd(core.reader, device)
    if (end !== null) core.ownHead.remember(device, end)
    return ok(null)
  }
  if (found.length === 0 || openDoubt(core.reader) !== null) return ok(null)
  return core.write<null, never>(
    (db) => {
      insertDoubt(db, core.clock.now(), found)
      return ok(null)
    },
    (db) => openDoubt(db) !== null,
  )
}

/**
 * Whether own records that came home in bundles end a doubt about this folder: the last one that this computer's own
 * note names, which all copies of the folder on this computer share, and nothing else is known to be missing. No
 * bundle can show that a machine has written no more elsewhere, whenever it was made: that is for a person to say.
 * In the transaction that stored the records; `settleCopy` follows the commit.
 */
export function endIfHome(core: StoreCore, db: WriteDb): boolean {
  const open = openDoubt(db)
  const device = readCurrentDevice(db)?.device
  if (open === null || device === undefined || !open.doubts.every(isAboutFolder)) return false
  if (copyDoubts(core, db, device).some(isMissing)) return false
  const noted = core.ownHead?.ends(device) ?? []
  const home = noted.some(({ where, end }) => where === 'computer' && wasImported(db, end.id))
  if (home) endDoubt(db, core.clock.now(), null, open.doubts)
  return home
}

/** After a commit that ended a doubt: this folder, where it lies now, is the machine. */
export function settleCopy(core: StoreCore): boolean {
  const device = readCurrentDevice(core.reader)?.device
  const end = device === undefined ? null : feedEnd(core.reader, device)
  return device === undefined || end === null || (core.ownHead?.settle(device, end) ?? true)
}

function declareOnly(core: StoreCore, account: string): Result<null, StoreError> {
  const declared = core.write<null, never>(
    (db) => {
      const doubts = doubtsNow(core, db)
      if (doubts.length === 0) return ok(null)
      const now = core.clock.now()
      if (openDoubt(db) === null) insertDoubt(db, now, doubts)
      endDoubt(db, now, account, doubts)
      for (const each of doubts) if (each.doubt === 'claimed') overrule(db, each.device)
      return ok(null)
    },
    (db) => openDoubt(db) === null,
  )
  if (!declared.ok) return declared
  return settleCopy(core) ? ok(null) : err({ code: 'ioFailed', what: 'io', outcome: 'notStored' })
}

function isMissing({ doubt }: CopyDoubt): boolean {
  return doubt === 'behind' || doubt === 'claimed'
}

/** What the note of the computer answers: it says how far the machine has written in any folder there. */
function isAboutFolder(doubt: CopyDoubt): boolean {
  switch (doubt.doubt) {
    case 'moved':
      return true
    case 'headMissing':
    case 'headDamaged':
    case 'headUnreadable':
      return doubt.where === 'folder'
    case 'behind':
    case 'claimed':
    case 'gap':
    case 'otherComputer':
    case 'renamed':
      return false
  }
}

function doubtsNow(core: StoreCore, db: ReadDb): readonly CopyDoubt[] {
  const device = readCurrentDevice(db)?.device
  return device === undefined ? [] : copyDoubts(core, db, device)
}
