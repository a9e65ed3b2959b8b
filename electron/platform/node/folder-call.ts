import { err, type Result } from '../../../shared/kernel/result.ts'
import type { WorkspaceError } from '../../../shared/ledger/storage-errors.ts'
import { diskFailureOf } from './disk-failure.ts'

/** Runs something on the data folder and turns what its disk says into a refusal. */
export function folderCall<Value, Failure>(
  folder: string,
  call: () => Result<Value, Failure>,
): Result<Value, Failure | WorkspaceError> {
  try {
    return call()
  } catch (thrown) {
    const failure = diskFailureOf(thrown)
    if (failure === null) throw thrown
    return err({ code: failure === 'full' ? 'folderFull' : 'folderNotWritable', folder })
  }
}
