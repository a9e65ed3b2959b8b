import type { ImportResult } from '../../shared/contract/exchange.ts'
import { type Failure, failure } from '../../shared/contract/failures.ts'
import type { Sha256Hex } from '../../shared/domain/ids.ts'
import { err, expectDefined, ok, type Result } from '../../shared/kernel/result.ts'
import type { Work } from '../../shared/kernel/work.ts'
import type { ImportPreview } from './import-preview.ts'
import { importedBundle } from './imported-bundle.ts'
import { runLong, stopWork } from './long-work.ts'
import type { Machine } from './machine.ts'
import type { Vault } from './ports.ts'
import { movedSince, rememberMoves, standingsNow } from './rank-moves.ts'
import type { SeasonSession } from './season-session.ts'
import { storeFailure, vaultFailure } from './storage-failures.ts'

/**
 * Imports what was previewed, in one transaction, with the very records that were verified then. The bundles go
 * into the archive first: an import without its bundle could not be shown again, a bundle without its import is
 * only a file. Until the transaction it can be stopped, and then the archive is as it was.
 */
export async function commitImport(
  machine: Machine,
  session: SeasonSession,
  input: { readonly token: string },
): Promise<Result<ImportResult, Failure<'previewGone' | 'nothingToImport' | 'storeFailed' | 'cancelled'>>> {
  const { preview } = machine
  if (preview === null || preview.token !== input.token) return err(failure('previewGone', {}))
  if (preview.records.length === 0) return err(failure('nothingToImport', {}))
  const bytes = preview.bundles.reduce((sum, { decoded }) => sum + decoded.bytes.length, 0)
  return runLong(machine, 'import', bytes, commitWork(machine, session, preview))
}

function* commitWork(
  machine: Machine,
  session: SeasonSession,
  preview: ImportPreview,
): Work<Result<ImportResult, Failure<'nothingToImport' | 'storeFailed'>>> {
  const archive = archiveOf(machine)
  const known = new Set(archive.list())
  const added: Sha256Hex[] = []
  let settled = false
  try {
    for (const { decoded } of preview.bundles) {
      const put = archive.put(decoded.bytes)
      if (!put.ok) {
        settled = true
        return err(withoutFiles(archive, added, vaultFailure(put.error)))
      }
      if (!known.has(put.value)) added.push(put.value)
      yield decoded.bytes.length
    }
    settled = true
    return writeImport(machine, session, preview, { archive, added })
  } finally {
    // Stopped between two bundles. A file that cannot be taken out again is of no use and does no harm.
    if (!settled) withoutFiles(archive, added, failure('storeFailed', { what: 'io' }))
  }
}

function writeImport(
  machine: Machine,
  session: SeasonSession,
  preview: ImportPreview,
  { added, archive }: { readonly added: readonly Sha256Hex[]; readonly archive: Vault },
): Result<ImportResult, Failure<'nothingToImport' | 'storeFailed'>> {
  const before = standingsNow(session)
  const imported = session.store.importRecords({
    bundles: preview.bundles.map((bundle) => importedBundle(machine, bundle)),
    records: preview.records,
  })
  if (!imported.ok) {
    const refusal = storeFailure(imported.error)
    // Where the disk failed after the act, the import may be there, and then its bundles belong to it.
    return err(
      refusal.outcome === 'stored' || refusal.outcome === 'unknown'
        ? refusal
        : withoutFiles(archive, added, refusal),
    )
  }
  machine.preview = null
  const { importId, stored, filled, healed, admitted, waiting } = imported.value
  if (importId === null) return err(failure('nothingToImport', {}))
  const moved = movedSince(session, before)
  rememberMoves(session, moved)
  const counted = stored.length + filled.length + admitted.length
  return ok({ importId, stored: counted, healed: healed.length, waiting: waiting.length, moved })
}

/** Forgets a preview, and stops its import if that is under way; there is nothing else to undo. */
export function discardPreview(machine: Machine, token: string): null {
  if (machine.preview?.token !== token) return null
  // What is under way can only be its import, or a look that has taken its place already.
  machine.preview = null
  return stopWork(machine)
}

/**
 * Takes out of the archive what a refused import has put in. A disk that failed once may refuse this too: then the
 * refusal says how many files of no use are left. The same import, tried again, takes them over.
 */
function withoutFiles(
  archive: Vault,
  files: readonly Sha256Hex[],
  refusal: Failure<'storeFailed'>,
): Failure<'storeFailed'> {
  const left = files.filter((file) => !archive.delete(file).ok).length
  return left === 0 ? refusal : { ...refusal, leftInArchive: left }
}

function archiveOf(machine: Machine): Vault {
  const workspace = machine.session.state === 'open' ? machine.session.workspace : null
  return expectDefined(workspace, 'an import needs an open workspace').vault('archive')
}
