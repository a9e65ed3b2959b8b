import { z } from 'zod'
import { bytesOfHex, hexOf, utf8Bytes } from '../../../shared/kernel/bytes.ts'
import type { RandomSource } from '../../../shared/kernel/ports.ts'
import { err, expectOk, ok } from '../../../shared/kernel/result.ts'
import type { SecretWrapper } from '../../services/ports.ts'
import { passphraseKey, practiceCost, realCost, saltLength } from './passphrase-key.ts'
import { passphraseRules } from './passphrase-rules.ts'
import { seal, unseal } from './sealed-bytes.ts'

/** Wraps signatories' keys, each with its owner's passphrase. */
export function createSecretWrapper(random: RandomSource): SecretWrapper {
  return {
    wrap(secret, passphrase) {
      // Everybody knows the printed passphrase: nothing is gained by making it slow.
      const cost = passphrase === passphraseRules.practicePassphrase ? practiceCost : realCost
      const salt = random.bytes(saltLength)
      const sealed = seal(passphraseKey(passphrase, salt, cost), secret, contextOf(cost), random)
      const wrapped: WrappedSecret = { format, cost, salt: hexOf(salt), sealed: hexOf(sealed) }
      return JSON.stringify(wrapped)
    },
    unwrap(wrapped, passphrase) {
      const parts = readWrapped(wrapped)
      if (parts === null) return err('damaged')
      const key = passphraseKey(passphrase, bytesOf(parts.salt), parts.cost)
      const secret = unseal(key, bytesOf(parts.sealed), contextOf(parts.cost))
      return secret === null ? err('wrongPassphrase') : ok(secret)
    },
  }
}

const format = 'giaouoc/wrapped/1'
const hex = z.string().regex(/^([0-9a-f]{2})+$/)
const wrappedSchema = z.strictObject({
  format: z.literal(format),
  cost: z.union([z.literal(realCost), z.literal(practiceCost)]),
  salt: hex.length(saltLength * 2),
  sealed: hex.max(2000),
})
type WrappedSecret = z.infer<typeof wrappedSchema>

function readWrapped(text: string): WrappedSecret | null {
  try {
    return wrappedSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

function contextOf(cost: number): Uint8Array {
  return utf8Bytes(`${format} ${cost}`)
}

function bytesOf(text: string): Uint8Array {
  return expectOk(bytesOfHex(text), 'the schema lets only hex through')
}
