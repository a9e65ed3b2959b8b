import { type Failure, failure, type WriteFailure } from '../../shared/contract/failures.ts'
import type { SignoffStatement } from '../../shared/domain/agreement.ts'
import type { PublicKeyHex, RecordId, Seat, SignatureHex } from '../../shared/domain/ids.ts'
import { hexOf } from '../../shared/kernel/bytes.ts'
import { canonicalBytes } from '../../shared/kernel/canonical-json.ts'
import { err, expectOk, ok, type Result } from '../../shared/kernel/result.ts'
import { purposeBytes } from '../../shared/ledger/purposes.ts'
import type { Machine } from './machine.ts'
import { pauseLeft, tryPassphrase, wrongPassphrase } from './passphrase-pause.ts'
import { ownSeats, type SeasonSession, stateOf, writeRecord } from './season-session.ts'
import { storeFailure } from './storage-failures.ts'

/** A person gets a key of their own on this machine, wrapped by their passphrase, and a record of who they are. */
export function enrolSignatory(
  machine: Machine,
  session: SeasonSession,
  input: {
    readonly name: string
    readonly rank: string
    readonly position: string
    readonly passphrase: string
  },
): Result<{ readonly record: RecordId }, WriteFailure | Failure<'weakPassphrase'>> {
  const { crypto, passphrases, wrapper } = machine.ports
  const fit = passphrases.check(input.passphrase, stateOf(session).season.practice)
  if (!fit.ok) return err(failure('weakPassphrase', { why: fit.error }))
  const seed = machine.sources.random.bytes(32)
  const publicKey = hexOf(crypto.signerFromSeed(seed).publicKey) as PublicKeyHex // 32 bytes in hex
  const wrapped = wrapper.wrap(seed, input.passphrase)
  // The key first: a record of a person who cannot sign would stay for ever, a key without a record is harmless.
  const kept = session.store.signatories.put({ publicKey, wrapped, account: session.account.name })
  if (!kept.ok) return err(storeFailure(kept.error))
  const { name, rank, position } = input
  const written = writeRecord(machine, session, {
    kind: 'signatory.enrolled/1',
    body: { name, rank, position, key: publicKey },
  })
  return written.ok ? ok({ record: written.value.id }) : written
}

/** Signs the agreement in force for one of this machine's seats; the person's passphrase is asked for again. */
export function signAgreement(
  machine: Machine,
  session: SeasonSession,
  input: {
    readonly agreement: RecordId
    readonly seat: Seat
    readonly signatory: RecordId
    readonly passphrase: string
  },
): Result<
  { readonly record: RecordId },
  | WriteFailure
  | Failure<
      | 'wrongPassphrase'
      | 'passphrasePause'
      | 'signatoryUnknown'
      | 'notAParty'
      | 'alreadySigned'
      | 'agreementSuperseded'
    >
> {
  const state = stateOf(session)
  const { agreement, seat, signatory } = input
  if (!ownSeats(state, session.device).includes(seat)) return err(failure('notYourSeat', { seats: [seat] }))
  const version = state.agreements.find((each) => each.record === agreement)
  if (version === undefined || !version.current) return err(failure('agreementSuperseded', {}))
  if (!version.body.parties.includes(seat)) return err(failure('notAParty', { seat }))
  if (version.signatures.some((each) => each.seat === seat)) return err(failure('alreadySigned', { seat }))
  const person = state.signatories.find((each) => each.record === signatory)
  const key = person === undefined ? null : session.store.signatories.get(person.body.key)
  if (person?.author !== session.device || key === null) return err(failure('signatoryUnknown', {}))

  const pause = pauseLeft(machine)
  if (pause > 0) return err(failure('passphrasePause', { waitSeconds: pause }))
  const seed = tryPassphrase(
    machine,
    () => machine.ports.wrapper.unwrap(key.wrapped, input.passphrase),
    (outcome) => (outcome.ok ? 'right' : outcome.error === 'damaged' ? 'notTried' : 'wrong'),
  )
  if (!seed.ok) {
    return seed.error === 'damaged'
      ? err(failure('storeFailed', { what: 'corrupt' }))
      : err(wrongPassphrase())
  }
  const statement: SignoffStatement = {
    format: 'giaouoc/signoff/1',
    season: session.id,
    agreement,
    seat,
    signatory,
  }
  const bytes = expectOk(canonicalBytes(statement), 'a sign-off statement holds only codes and hex')
  const signed = machine.ports.crypto.signerFromSeed(seed.value).sign(purposeBytes('signoff', bytes))
  seed.value.fill(0)
  const signature = hexOf(signed) as SignatureHex // 64 bytes in hex
  const written = writeRecord(machine, session, {
    kind: 'agreement.signed/1',
    body: { statement, signature },
  })
  return written.ok ? ok({ record: written.value.id }) : written
}
