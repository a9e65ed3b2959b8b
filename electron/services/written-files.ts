import { type Failure, failure, type TargetFailure } from '../../shared/contract/failures.ts'
import type { FileHandle } from '../../shared/contract/files.ts'
import type { Sha256Hex } from '../../shared/domain/ids.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { Machine } from './machine.ts'
import type { SeasonSession } from './season-session.ts'
import { storeFailure, targetFailure } from './storage-failures.ts'

export interface WrittenOut {
  /** As it is called there. */
  readonly name: string
  /** The name it was to have, where other content stands under that one. Null: it has it. */
  readonly nameTaken: string | null
  readonly sha256: Sha256Hex
  /** Why the folder could not be remembered for `cleanTarget`. Null: it is. */
  readonly forgotten: Failure<'storeFailed'> | null
}

/** The one way a file leaves the data folder: bundles, slips and PDFs, into a folder the person chose. */
export function writeOut(
  machine: Machine,
  input: { readonly folder: FileHandle; readonly name: string; readonly bytes: Uint8Array },
): Result<WrittenOut, TargetFailure | Failure<'fileGone'>> {
  const folder = machine.tickets.pathOf(input.folder)
  if (folder === null) return err(failure('fileGone', { name: '' }))
  const { name: wanted, bytes } = input
  const season = seasonOf(machine)
  // A founding that is broken off never has a device: what it leaves is nobody's, and goes with the next file.
  const owner = season?.device ?? null
  const remembered = season === null ? ok(null) : rememberFolder(season, folder)
  const written = machine.sources.targets.writeFile({ folder, name: wanted, bytes, owner })
  if (!written.ok) return err(targetFailure(written.error, folder))
  const { name, sha256 } = written.value
  return ok({
    name,
    nameTaken: name === wanted ? null : wanted,
    sha256,
    forgotten: remembered.ok ? null : remembered.error,
  })
}

/** Removes what a killed run of this machine left in the folder it wrote to last. */
export function cleanTarget(machine: Machine, season: SeasonSession): void {
  const folder = season.store.settings.get(folderSetting)
  if (folder !== null) machine.sources.targets.removeLeftovers(folder, season.device)
}

/** Name of the setting that remembers the folder written to last. */
const folderSetting = 'targetFolder'

function rememberFolder({ store }: SeasonSession, folder: string): Result<null, Failure<'storeFailed'>> {
  if (store.settings.get(folderSetting) === folder) return ok(null)
  const remembered = store.settings.put(folderSetting, folder)
  return remembered.ok ? ok(null) : err(storeFailure(remembered.error))
}

function seasonOf(machine: Machine): SeasonSession | null {
  return machine.session.state === 'open' ? machine.session.season : null
}
