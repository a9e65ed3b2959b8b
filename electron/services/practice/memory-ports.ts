import type { SeasonId, Sha256Hex } from '../../../shared/domain/ids.ts'
import { sourceOfBytes } from '../../../shared/exchange/bundle-source.ts'
import { equalBytes, hexOf } from '../../../shared/kernel/bytes.ts'
import type { Hasher } from '../../../shared/kernel/ports.ts'
import { Defect, err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { FileError } from '../../../shared/ledger/storage-errors.ts'
import { namesLike } from '../file-names.ts'
import type {
  Account,
  FileTargets,
  NewAccount,
  OpenWorkspace,
  SecretWrapper,
  TargetEntry,
  Vault,
  VaultArea,
  WorkspaceFolder,
} from '../ports.ts'

/**
 * The ports of machines that live only as long as a play: nothing is encrypted, nothing survives. The other
 * machines of the practice season are made of these, so that it is ready in seconds.
 */

/** A stick that all machines of a play share. Paths are `folder/name`. */
export function memoryStick(hasher: Hasher): FileTargets {
  const bytesByPath = new Map<string, Uint8Array>()
  return {
    places: () => [],
    browse: (folder) => {
      const entries = [...bytesByPath].flatMap(([path, bytes]): TargetEntry[] => {
        if (!path.startsWith(`${folder}/`)) return []
        const name = path.slice(folder.length + 1)
        return [{ path, name, kind: 'bundle', bytes: bytes.length, modifiedAt: '2021-01-01T00:00:00.000Z' }]
      })
      return ok({ path: folder, label: folder, parent: null, entries })
    },
    writeFile: ({ folder, name: wanted, bytes }) => {
      const fits = (name: string): boolean => {
        const standing = bytesByPath.get(`${folder}/${name}`)
        return standing === undefined || equalBytes(standing, bytes)
      }
      const name = namesLike(wanted).find(fits)
      if (name === undefined) return err({ code: 'nameTaken', name: wanted })
      const path = `${folder}/${name}`
      bytesByPath.set(path, bytes)
      return ok({ path, name, sha256: sha256Of(hasher, bytes), bytes: bytes.length })
    },
    removeLeftovers: () => {},
    openFile: (path) => {
      const bytes = bytesByPath.get(path)
      return bytes === undefined
        ? err({ code: 'fileMissing', name: path })
        : ok({ ...sourceOfBytes(bytes), close: () => {} })
    },
  }
}

/** A data folder without a disk. Its seasons are databases in memory; locking it forgets them. */
export function memoryFolder(hasher: Hasher, name: string): WorkspaceFolder {
  let accounts: readonly Account[] = []
  let practice = false
  return {
    folder: name,
    state: () => ok(accounts.length === 0 ? { state: 'new' } : { state: 'locked', accounts, practice }),
    createKeyring: (input) => {
      if (accounts.length > 0) return err({ code: 'workspaceExists', folder: name })
      accounts = [accountOf(input.account)]
      practice = input.practice
      return ok({ workspace: openWorkspace(accountOf(input.account), practice, hasher), recoveryCode: '' })
    },
    unlock: () => err({ code: 'noWorkspace', folder: name }),
    recover: () => err({ code: 'noWorkspace', folder: name }),
    keepKeyring: () => ok(null),
    discardNew: () => {
      accounts = []
    },
    wasLastTryRight: () => true,
    beginTry: () => {},
    rightTry: () => {},
    close: () => {},
  }
}

/** Signatories' keys as they are: in a play there is nobody to hide them from. */
export const memoryWrapper: SecretWrapper = {
  wrap: (secret, passphrase) => `${passphrase}:${hexOf(secret)}`,
  unwrap: (wrapped, passphrase) => {
    const [known, hex] = wrapped.split(':')
    if (known !== passphrase) return err('wrongPassphrase')
    const bytes = (hex?.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
    return bytes.length === 32 ? ok(new Uint8Array(bytes)) : err('damaged')
  },
}

function openWorkspace(account: Account, practice: boolean, hasher: Hasher): OpenWorkspace {
  const areas = new Map<VaultArea, Vault>()
  const vault = (area: VaultArea): Vault => {
    const known = areas.get(area) ?? memoryVault(hasher)
    areas.set(area, known)
    return known
  }
  const noDisk = (): never => {
    throw new Defect('a machine in memory has no files')
  }
  return {
    account,
    practice,
    seasons: () => ok<readonly SeasonId[]>([]),
    seasonPlace: noDisk,
    vault,
    moveInVault: (file, from, to) => {
      const bytes = vault(from).get(file)
      if (!bytes.ok) return bytes
      const put = vault(to).put(bytes.value)
      return put.ok ? vault(from).delete(file) : put
    },
    addAccount: noDisk,
    changePassphrase: noDisk,
    isPassphrase: () => ok(true),
    lock: () => {},
  }
}

function memoryVault(hasher: Hasher): Vault {
  const bytesByName = new Map<Sha256Hex, Uint8Array>()
  return {
    put: (bytes) => {
      const name = sha256Of(hasher, bytes)
      bytesByName.set(name, bytes)
      return ok(name)
    },
    get: (file): Result<Uint8Array, FileError> => {
      const bytes = bytesByName.get(file)
      return bytes === undefined ? err({ code: 'fileMissing', name: file }) : ok(bytes)
    },
    has: (file) => bytesByName.has(file),
    delete: (file) => {
      bytesByName.delete(file)
      return ok(null)
    },
    list: () => [...bytesByName.keys()],
  }
}

function accountOf({ name, role }: NewAccount): Account {
  return { name, role }
}

function sha256Of(hasher: Hasher, bytes: Uint8Array): Sha256Hex {
  return hexOf(hasher.sha256(bytes)) as Sha256Hex // 32 bytes in hex
}
