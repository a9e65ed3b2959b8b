import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type SeasonId, seasonIdSchema } from '../../../shared/domain/ids.ts'
import { Defect, err, ok, type Result } from '../../../shared/kernel/result.ts'
import { canonicalText } from '../../../shared/kernel/text.ts'
import type { WorkspaceError } from '../../../shared/ledger/storage-errors.ts'
import type { Account, OpenWorkspace, VaultArea } from '../../services/ports.ts'
import { syncFolder } from './durable-file.ts'
import { folderCall } from './folder-call.ts'
import { type FolderPlace, placeOfFolder } from './folder-place.ts'
import { type Keyring, type KeyringTools, machineKeyOf, withAccount } from './keyring.ts'
import { ownHeadFiles } from './own-head-file.ts'
import { passphraseRules } from './passphrase-rules.ts'
import { createVault, moveBetweenVaults } from './vault.ts'

export interface WorkspaceParts {
  readonly folder: string
  /** Outside the data folder. */
  readonly stateFolder: string
  readonly placeOf: ((folder: string) => FolderPlace) | undefined
  readonly account: Account
  readonly machineKey: Uint8Array
  readonly tools: KeyringTools
  /** The keyring as it is on disk now. */
  readKeyring(): Result<Keyring, WorkspaceError>
  writeKeyring(keyring: Keyring): Result<null, WorkspaceError>
}

/** An unlocked folder. Every key used below is derived from the machine key for its one purpose. */
export function openWorkspace(parts: WorkspaceParts, practice: boolean): OpenWorkspace {
  const { folder, account, tools } = parts
  let machineKey: Uint8Array | null = parts.machineKey
  const held = (): Uint8Array => {
    if (machineKey === null) throw new Defect('the workspace is locked')
    return machineKey
  }
  const keyFor = (purpose: string): Uint8Array => tools.crypto.hkdfSha256(held(), `giaouoc/${purpose}`, 32)
  const areaFolder = (area: VaultArea): string => join(folder, area)

  return {
    account,
    practice,
    seasons: () =>
      folderCall(folder, () => {
        held()
        return ok(seasonsIn(folder))
      }),
    seasonPlace: (season) =>
      folderCall(folder, () => {
        const place = join(folder, seasonsFolder, season)
        if (!existsSync(place)) {
          mkdirSync(place, { recursive: true, mode: 0o700 })
          syncFolder(join(folder, seasonsFolder))
          syncFolder(folder)
        }
        return ok({
          file: join(place, databaseName),
          key: keyFor(`season-database/1 ${season}`),
          ownHead: ownHeadFiles({
            inFolder: join(place, 'own-head.sealed'),
            stateFolder: parts.stateFolder,
            key: keyFor(`own-head/1 ${season}`),
            random: tools.random,
            placeNow: () => (parts.placeOf ?? placeOfFolder)(folder),
          }),
        })
      }),
    vault: (area) => createVault(areaFolder(area), keyFor('vault/1'), tools),
    moveInVault: (file, from, to) => moveBetweenVaults(areaFolder(from), areaFolder(to), file),
    addAccount(added) {
      const name = canonicalText(added.name)
      const strong = passphraseRules.check(added.passphrase, practice)
      if (!strong.ok) return err({ code: 'weakPassphrase', why: strong.error })
      const keyring = parts.readKeyring()
      if (!keyring.ok) return keyring
      if (keyring.value.accounts.some((each) => each.account === name)) {
        return err({ code: 'accountExists', account: name })
      }
      return parts.writeKeyring(withAccount(keyring.value, held(), { ...added, name }, tools))
    },
    changePassphrase(input) {
      const strong = passphraseRules.check(input.newPassphrase, practice)
      if (!strong.ok) return err({ code: 'weakPassphrase', why: strong.error })
      const keyring = parts.readKeyring()
      if (!keyring.ok) return keyring
      const slot = keyring.value.accounts.find((each) => each.account === input.account)
      if (slot === undefined) return err({ code: 'accountUnknown', account: input.account })
      if (machineKeyOf(keyring.value, slot, input.passphrase) === null)
        return err({ code: 'wrongPassphrase' })
      const { account: name, role } = slot
      const changed = { name, role, passphrase: input.newPassphrase }
      return parts.writeKeyring(withAccount(keyring.value, held(), changed, tools))
    },
    isPassphrase(passphrase) {
      const keyring = parts.readKeyring()
      if (!keyring.ok) return keyring
      const slot = keyring.value.accounts.find((each) => each.account === account.name)
      return ok(slot !== undefined && machineKeyOf(keyring.value, slot, passphrase) !== null)
    },
    lock() {
      machineKey?.fill(0)
      machineKey = null
    },
  }
}

const seasonsFolder = 'seasons'
const databaseName = 'season.db'

/** A folder without a database is no season: nothing could be read from it. */
function seasonsIn(folder: string): readonly SeasonId[] {
  const place = join(folder, seasonsFolder)
  if (!existsSync(place)) return []
  return readdirSync(place)
    .flatMap((name) => seasonIdSchema.safeParse(name).data ?? [])
    .filter((season) => existsSync(join(place, season, databaseName)))
    .sort()
}
