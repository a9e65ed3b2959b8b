import type { KeyMaker, RandomSource } from '../../../shared/kernel/ports.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { inGroups, invitationFrom, newInvitation } from '../../../shared/ledger/invitation.ts'

/** The machine's recovery code: a secret in the form of invitations, which people know how to read and type. */
export interface RecoveryCode {
  /** 28 characters in groups of four, as printed. */
  readonly text: string
  /** 32 bytes that only this code gives. */
  readonly seed: Uint8Array
}

export function newRecoveryCode(random: RandomSource, keys: KeyMaker): RecoveryCode {
  const { secret, seed } = newInvitation(random, keys)
  return { text: inGroups(secret), seed }
}

/** Reads a code as typed: case, spaces and separators do not matter. */
export function readRecoveryCode(typed: string, keys: KeyMaker): Result<Uint8Array, 'length' | 'alphabet'> {
  const code = invitationFrom(typed, keys)
  if (code.ok) return ok(code.value.seed)
  return err(code.error.code === 'length' ? 'length' : 'alphabet')
}
