import { openSeasonStore } from '../../db/open-season-store.ts'
import type { SeasonStore } from '../../db/season-store.ts'
import type { AppDependencies } from '../../electron/host/create-machine.ts'
import { createCrypto } from '../../electron/platform/node/crypto.ts'
import type { Vault } from '../../electron/services/ports.ts'
import { memoryFolder } from '../../electron/services/practice/memory-ports.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { FileError, StoreError } from '../../shared/ledger/storage-errors.ts'

/** The disk under a machine's data folder, and what it refuses now. Reading goes on. */
export interface FailingDisk {
  refuses: readonly ('put' | 'delete' | 'database')[]
}

const noRoom: StoreError = { code: 'ioFailed', what: 'full', outcome: 'notStored' }
const noRoomForFile: FileError = { code: 'diskFull', needed: 1, free: null }

/** A machine in memory whose data folder lies on `disk`. */
export function machineOn(disk: FailingDisk): Partial<AppDependencies> {
  const folder = memoryFolder(createCrypto(), 'on a failing disk')
  return {
    folder: {
      ...folder,
      createKeyring: (input) => {
        const made = folder.createKeyring(input)
        if (!made.ok) return made
        const { workspace, recoveryCode } = made.value
        return ok({
          workspace: { ...workspace, vault: (area) => vaultOn(disk, workspace.vault(area)) },
          recoveryCode,
        })
      },
    },
    openSeasonStore: (options) => {
      const opened = openSeasonStore(options)
      return opened.ok ? ok(storeOn(disk, opened.value)) : opened
    },
  }
}

function vaultOn(disk: FailingDisk, vault: Vault): Vault {
  return {
    ...vault,
    put: (bytes) => (disk.refuses.includes('put') ? err(noRoomForFile) : vault.put(bytes)),
    delete: (file) => (disk.refuses.includes('delete') ? err(noRoomForFile) : vault.delete(file)),
  }
}

function storeOn(disk: FailingDisk, store: SeasonStore): SeasonStore {
  const unless = <Value, Failure>(act: () => Result<Value, Failure>): Result<Value, Failure | StoreError> =>
    disk.refuses.includes('database') ? err(noRoom) : act()
  return {
    ...store,
    importRecords: (request) => unless(() => store.importRecords(request)),
    history: {
      ...store.history,
      noteExport: (entry) => unless(() => store.history.noteExport(entry)),
      noteHolds: (bundle) => unless(() => store.history.noteHolds(bundle)),
    },
    settings: { ...store.settings, put: (name, value) => unless(() => store.settings.put(name, value)) },
  }
}
