import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Sha256Hex, sha256Schema } from '../../../shared/domain/ids.ts'
import { concatBytes, equalBytes, hexOf, utf8Bytes } from '../../../shared/kernel/bytes.ts'
import type { Hasher, RandomSource } from '../../../shared/kernel/ports.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { FileError } from '../../../shared/ledger/storage-errors.ts'
import type { Vault } from '../../services/ports.ts'
import { diskFailureOf, errnoOf } from './disk-failure.ts'
import { syncFolder, writeDurably } from './durable-file.ts'
import { seal, unseal } from './sealed-bytes.ts'

export interface VaultTools {
  readonly crypto: Hasher
  readonly random: RandomSource
}

const opening = utf8Bytes('GIAOKHO1')

/** Encrypted files of one folder, each named by the SHA-256 of its content, which the sealing also covers. */
export function createVault(folder: string, key: Uint8Array, { crypto, random }: VaultTools): Vault {
  const fileOf = (name: Sha256Hex): string => join(folder, name)
  return {
    put(bytes) {
      const name = hexOf(crypto.sha256(bytes)) as Sha256Hex // 32 bytes in hex
      const sealed = concatBytes(opening, seal(key, bytes, contextOf(name), random))
      return vaultCall(folder, name, sealed.length, () => {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        // Written again even when it is there: the one that is there may have rotted.
        writeDurably(fileOf(name), sealed)
        return ok(name)
      })
    },
    get: (name) =>
      vaultCall(folder, name, 0, () => {
        const file = new Uint8Array(readFileSync(fileOf(name)))
        const plain = equalBytes(file.subarray(0, opening.length), opening)
          ? unseal(key, file.subarray(opening.length), contextOf(name))
          : null
        return plain === null || hexOf(crypto.sha256(plain)) !== name
          ? err({ code: 'fileDamaged', name })
          : ok(plain)
      }),
    has: (name) => statSync(fileOf(name), { throwIfNoEntry: false })?.isFile() ?? false,
    delete: (name) =>
      vaultCall(folder, name, 0, () => {
        rmSync(fileOf(name), { force: true })
        return ok(null)
      }),
    list() {
      try {
        return readdirSync(folder)
          .flatMap((name) => sha256Schema.safeParse(name).data ?? [])
          .sort()
      } catch {
        return [] // no file was ever put in
      }
    },
  }
}

/** Moves a file without opening it: both folders belong to the same key. */
export function moveBetweenVaults(from: string, to: string, name: Sha256Hex): Result<null, FileError> {
  return vaultCall(to, name, 0, () => {
    mkdirSync(to, { recursive: true, mode: 0o700 })
    renameSync(join(from, name), join(to, name))
    syncFolder(to)
    syncFolder(from)
    return ok(null)
  })
}

function contextOf(name: Sha256Hex): Uint8Array {
  return utf8Bytes(`giaouoc/vault/1 ${name}`)
}

function vaultCall<Value>(
  folder: string,
  name: string,
  needed: number,
  call: () => Result<Value, FileError>,
): Result<Value, FileError> {
  try {
    return call()
  } catch (thrown) {
    if (errnoOf(thrown) === 'ENOENT') return err({ code: 'fileMissing', name })
    switch (diskFailureOf(thrown)) {
      case 'full':
      case 'tooLarge':
        return err({ code: 'diskFull', needed, free: null })
      case 'readOnly':
        return err({ code: 'readOnly', folder })
      case 'gone':
      case 'device':
        return err({ code: 'deviceError', folder })
      case null:
        throw thrown
    }
  }
}
