import { ok, type Result } from '../../shared/kernel/result.ts'
import type { WorkspaceError } from '../../shared/ledger/storage-errors.ts'
import type { WorkspaceFolder } from './ports.ts'

/**
 * A data folder that is opened when it is first needed. A refusal (in use elsewhere, not writable) is the answer to
 * the call that met it, and the next call tries again: closing the other window is enough.
 */
export function lateFolder(
  name: string,
  open: () => Result<WorkspaceFolder, WorkspaceError>,
): WorkspaceFolder {
  let opened: WorkspaceFolder | null = null
  const folder = (): Result<WorkspaceFolder, WorkspaceError> => {
    if (opened !== null) return ok(opened)
    const outcome = open()
    if (outcome.ok) opened = outcome.value
    return outcome
  }
  const through = <Value>(
    act: (folder: WorkspaceFolder) => Result<Value, WorkspaceError>,
  ): Result<Value, WorkspaceError> => {
    const found = folder()
    return found.ok ? act(found.value) : found
  }
  return {
    folder: name,
    state: () => through((each) => each.state()),
    createKeyring: (input) => through((each) => each.createKeyring(input)),
    keepKeyring: () => through((each) => each.keepKeyring()),
    discardNew: () => opened?.discardNew(),
    unlock: (input) => through((each) => each.unlock(input)),
    recover: (input) => through((each) => each.recover(input)),
    wasLastTryRight: () => {
      const found = folder()
      // Where it cannot be opened nothing is tried; why not is the answer of the call itself.
      return !found.ok || found.value.wasLastTryRight()
    },
    beginTry: () => opened?.beginTry(),
    rightTry: () => opened?.rightTry(),
    close: () => {
      opened?.close()
      opened = null
    },
  }
}
