import { equalBytes, hexOf } from '../../../shared/kernel/bytes.ts'
import type { KeyMaker, Verification } from '../../../shared/kernel/ports.ts'

export interface RememberingCrypto extends Verification, KeyMaker {
  /** Drops what was remembered; the play is over, the machine goes on. */
  forget(): void
}

/**
 * Cryptography that checks each signature once: in a play dozens of machines of one process are handed the same
 * records. An answer is only used again for exactly the same key, message and signature.
 */
export function rememberingCrypto(crypto: Verification & KeyMaker): RememberingCrypto {
  const checked = new Map<string, { readonly key: Uint8Array; readonly message: Uint8Array }>()
  return {
    sha256: crypto.sha256,
    startSha256: crypto.startSha256,
    startVerify: crypto.startVerify,
    isSafePublicKey: crypto.isSafePublicKey,
    signerFromSeed: crypto.signerFromSeed,
    encryptionPublicKey: crypto.encryptionPublicKey,
    hkdfSha256: crypto.hkdfSha256,
    verify(key, message, signature) {
      const name = hexOf(signature)
      const known = checked.get(name)
      if (known !== undefined && equalBytes(known.key, key) && equalBytes(known.message, message)) return true
      const good = crypto.verify(key, message, signature)
      if (good && checked.size < mostRemembered) checked.set(name, { key, message })
      return good
    },
    forget: () => checked.clear(),
  }
}

const mostRemembered = 20_000
