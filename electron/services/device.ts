import type { OwnDevice } from '../../db/season-store.ts'
import type { PublicKeyHex } from '../../shared/domain/ids.ts'
import { hexOf } from '../../shared/kernel/bytes.ts'
import type { Signer } from '../../shared/kernel/ports.ts'
import { deviceIdOf } from '../../shared/ledger/fingerprint.ts'
import type { Machine } from './machine.ts'

/** The keys a machine makes for itself when it founds or joins a season. */
export interface DeviceSecrets {
  readonly own: OwnDevice
  readonly signer: Signer
  readonly key: PublicKeyHex
  readonly encryptionKey: PublicKeyHex
}

export function newDevice(machine: Machine): DeviceSecrets {
  const { crypto } = machine.ports
  const { random } = machine.sources
  const seed = random.bytes(32)
  const encryptionSecret = random.bytes(32)
  const signer = crypto.signerFromSeed(seed)
  return {
    own: { device: deviceIdOf(signer.publicKey, crypto), seed, encryptionSecret },
    signer,
    key: hexOf(signer.publicKey) as PublicKeyHex, // 32 bytes in hex
    encryptionKey: hexOf(crypto.encryptionPublicKey(encryptionSecret)) as PublicKeyHex, // 32 bytes in hex
  }
}
