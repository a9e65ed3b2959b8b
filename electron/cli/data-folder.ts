import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { lockFile } from '../../db/sqlite/lock-file.ts'
import { err, expectDefined, ok, type Result } from '../../shared/kernel/result.ts'
import { createMachine } from '../host/create-machine.ts'
import { nodeMachine } from '../platform/node/node-machine.ts'
import { passphraseRules } from '../platform/node/passphrase-rules.ts'
import { pauseSeconds } from '../services/passphrase-pause.ts'
import type { WorkspaceFolder } from '../services/ports.ts'
import { openSeason, type SeasonSession } from '../services/season-session.ts'
import { folderFailure } from '../services/storage-failures.ts'
import { closeSession, unlock } from '../services/workspace.ts'
import { headless } from './demo-stage.ts'
import type { Refusal } from './refusal.ts'
import { readTextFile } from './text-file.ts'
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

/** Opens a data folder for verbs that read its season; see `credentialsOf`. */
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
  const credentials = await credentialsOf(dependencies.folder, account)
  if (!credentials.ok) return refuse(credentials.error)
  const unlocked = unlock(machine, credentials.value)
  if (!unlocked.ok) return refuse({ code: 'failure', failure: unlocked.error })
  const session = openSeason(machine)
  if (!session.ok) return refuse({ code: 'failure', failure: session.error })
  return ok({ session: session.value, close })
}

/**
 * Whom to unlock a folder for, and the passphrase of `GIAOUOC_PASSPHRASE_FILE` or standard input; practice folders
 * take the printed practice passphrase by themselves. Waits where a wrong try was left behind: each command is a
 * program of its own, and none may skip the pause.
 */
export async function credentialsOf(
  folder: WorkspaceFolder,
  account: string | undefined,
): Promise<Result<{ readonly account: string; readonly passphrase: string }, Refusal>> {
  const state = folder.state()
  if (!state.ok) return err({ code: 'failure', failure: folderFailure(state.error) })
  if (state.value.state === 'new') return err({ code: 'folderMissing', folder: folder.folder })
  const { accounts, practice } = state.value
  const name = account ?? accounts[0]?.name ?? ''
  if (!accounts.some((each) => each.name === name)) return err({ code: 'accountUnknown', account: name })
  const given = practice ? ok(passphraseRules.practicePassphrase) : await readPassphrase()
  if (!given.ok) return given
  const passphrase = given.value
  if (passphrase === null) return err({ code: 'passphraseMissing', folder: folder.folder })
  if (!folder.wasLastTryRight()) await setTimeout(pauseSeconds * 1000)
  return ok({ account: name, passphrase })
}

/** Null: there is neither a file nor anything on standard input. */
async function readPassphrase(): Promise<Result<string | null, Refusal>> {
  const file = process.env['GIAOUOC_PASSPHRASE_FILE']
  if (file !== undefined && file !== '') {
    const content = readTextFile(file, largestPassphraseFile)
    return content.ok ? ok(firstLine(content.value)) : content
  }
  if (process.stdin.isTTY) return ok(null)
  const line = firstLine((await text(process.stdin)).replace(/^\uFEFF/, ''))
  return ok(line === '' ? null : line)
}

const largestPassphraseFile = 64 * 1024

function firstLine(content: string): string {
  return expectDefined(content.split(/\r?\n/, 1)[0], 'splitting gives at least one part')
}
