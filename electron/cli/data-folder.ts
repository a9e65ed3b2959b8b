import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { lockFile } from '../../db/sqlite/lock-file.ts'
import { err, expectDefined, ok, type Result } from '../../shared/kernel/result.ts'
import { createMachine } from '../host/create-machine.ts'
import { nodeMachine } from '../platform/node/node-machine.ts'
import { passphraseRules } from '../platform/node/passphrase-rules.ts'
import { openSeason, type SeasonSession } from '../services/season-session.ts'
import { closeSession, unlock } from '../services/workspace.ts'
import { headless } from './demo-stage.ts'
import type { Refusal } from './refusal.ts'
import { programVersion } from './version.ts'

/** An unlocked data folder with its season. */
export interface OpenedFolder {
  readonly session: SeasonSession
  close(): void
}

/** True where a machine's keyring lies. */
export function isDataFolder(path: string): boolean {
  return existsSync(join(path, 'keyring.json'))
}

/**
 * Opens a data folder with the passphrase of `GIAOUOC_PASSPHRASE_FILE` or standard input; practice folders take the
 * printed practice passphrase by themselves.
 */
export async function openDataFolder(
  path: string,
  account: string | undefined,
): Promise<Result<OpenedFolder, Refusal>> {
  const folder = resolve(path)
  if (!isDataFolder(folder)) return err({ code: 'folderMissing', folder })
  const dependencies = nodeMachine({ dataFolder: folder, hostInfo: headless(programVersion), lockFile })
  const machine = createMachine(dependencies, () => {})
  const close = (): void => {
    closeSession(machine)
    dependencies.folder.close()
  }
  const refuse = (refusal: Refusal): Result<never, Refusal> => {
    close()
    return err(refusal)
  }
  // The state's own refusals (in use elsewhere, damaged) are those of unlocking, too.
  const state = dependencies.folder.state()
  const locked = state.ok && state.value.state === 'locked' ? state.value : null
  const name = account ?? locked?.accounts[0]?.name ?? ''
  if (locked !== null && !locked.accounts.some((each) => each.name === name)) {
    return refuse({ code: 'accountUnknown', account: name })
  }
  const passphrase = locked?.practice === true ? passphraseRules.practicePassphrase : await readPassphrase()
  if (locked !== null && passphrase === null) return refuse({ code: 'passphraseMissing', folder })
  const unlocked = unlock(machine, { account: name, passphrase: passphrase ?? '' })
  if (!unlocked.ok) return refuse({ code: 'failure', failure: unlocked.error })
  const session = openSeason(machine)
  if (!session.ok) return refuse({ code: 'failure', failure: session.error })
  return ok({ session: session.value, close })
}

/** Null: there is neither a file nor anything on standard input. */
async function readPassphrase(): Promise<string | null> {
  const file = process.env['GIAOUOC_PASSPHRASE_FILE']
  if (file !== undefined && file !== '') {
    try {
      return firstLine(readFileSync(file, 'utf8'))
    } catch {
      return null
    }
  }
  if (process.stdin.isTTY) return null
  const line = firstLine(await text(process.stdin))
  return line === '' ? null : line
}

function firstLine(content: string): string {
  return expectDefined(content.split(/\r?\n/, 1)[0], 'splitting gives at least one part')
}
