import type { DeviceId, PublicKeyHex } from '../domain/ids.ts'
import { bytesOfHex } from '../kernel/bytes.ts'
import { canonicalBytes } from '../kernel/canonical-json.ts'
import type { Verification } from '../kernel/ports.ts'
import { expectOk } from '../kernel/result.ts'
import type { FactOf } from './fact.ts'
import { deviceIdOf } from './fingerprint.ts'
import { enrolmentStatement } from './invitation-statement.ts'
import { purposeBytes } from './purposes.ts'

/** The cryptographic questions of the judge. Each answer follows from one record alone, so it is remembered. */
export interface Checks {
  deviceOf(key: PublicKeyHex): DeviceId
  /** A canonical Ed25519 point of the prime-order group. */
  isSafe(key: PublicKeyHex): boolean
  /** Any X25519 key but zero; the exchange itself refuses the few others that lead to zero. */
  isEncryptionKey(key: PublicKeyHex): boolean
  /** Whether the invitation's key signed this enrolment. */
  invitationSigned(fact: FactOf<'device.enrolled/1'>): boolean
  /** Whether the signatory's key signed the statement of this sign-off. */
  signedOff(fact: FactOf<'agreement.signed/1'>, signatoryKey: PublicKeyHex): boolean
}

/** Checks by this machine's cryptography; a second judgement with the same one asks it only about what is new. */
export function checksBy(crypto: Verification): Checks {
  const known = checksByCrypto.get(crypto)
  if (known !== undefined) return known
  // One memory per question: an id could be ground to look like somebody's key, and must not answer for it.
  const safety = memory()
  const invitations = memory()
  const signoffs = memory()
  const isSafe = (key: PublicKeyHex): boolean => safety(key, () => crypto.isSafePublicKey(bytesOf(key)))
  const checks: Checks = {
    deviceOf: (key) => deviceIdOf(bytesOf(key), crypto),
    isSafe,
    isEncryptionKey: (key) => !/^0+$/.test(key),
    invitationSigned: ({ id, season, claim }) =>
      isSafe(claim.invitation) &&
      invitations(id, () =>
        crypto.verify(
          bytesOf(claim.invitation),
          enrolmentStatement({ season, ...claim }),
          bytesOf(claim.invitationSignature),
        ),
      ),
    signedOff: ({ id, claim }, signatoryKey) =>
      signoffs(`${id} ${signatoryKey}`, () => {
        const statement = expectOk(canonicalBytes(claim.statement), 'a parsed statement is canonical')
        return crypto.verify(
          bytesOf(signatoryKey),
          purposeBytes('signoff', statement),
          bytesOf(claim.signature),
        )
      }),
  }
  checksByCrypto.set(crypto, checks)
  return checks
}

/** Checks whose answers can be kept: each follows from its question for ever, and some are dear to find. */
export interface KeptChecks extends Checks {
  /** The answers found since this was last asked. */
  freshAnswers(): readonly Answer[]
}
export type Answer = readonly [question: string, holds: boolean]

export function keptChecks(crypto: Verification, known: Iterable<Answer>): KeptChecks {
  const checks = checksBy(crypto)
  const answers = new Map(known)
  let fresh: Answer[] = []
  const kept = (question: string, find: () => boolean): boolean => {
    const answer = answers.get(question)
    if (answer !== undefined) return answer
    const found = find()
    answers.set(question, found)
    fresh.push([question, found])
    return found
  }
  return {
    ...checks,
    isSafe: (key) => kept(`safe ${key}`, () => checks.isSafe(key)),
    invitationSigned: (fact) => kept(`invited ${fact.id}`, () => checks.invitationSigned(fact)),
    signedOff: (fact, key) => kept(`signed ${fact.id} ${key}`, () => checks.signedOff(fact, key)),
    freshAnswers() {
      const found = fresh
      fresh = []
      return found
    },
  }
}

const checksByCrypto = new WeakMap<Verification, Checks>()
const maxRemembered = 100_000

function memory(): (question: string, answer: () => boolean) => boolean {
  const answers = new Map<string, boolean>()
  return (question, answer) => {
    const known = answers.get(question)
    if (known !== undefined) return known
    if (answers.size >= maxRemembered) answers.clear()
    const found = answer()
    answers.set(question, found)
    return found
  }
}

function bytesOf(hex: string): Uint8Array {
  return expectOk(bytesOfHex(hex), 'the shape of the record admits only hex')
}
