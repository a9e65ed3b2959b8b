import type { PublicKeyHex, SeasonId } from '../../shared/domain/ids.ts'
import type { Verification } from '../../shared/kernel/ports.ts'
import { checksBy } from '../../shared/ledger/checks.ts'
import { type Fact, factOf } from '../../shared/ledger/fact.ts'
import type { ReadRecord } from '../../shared/ledger/read-record.ts'
import type { SeasonSession } from './season-session.ts'

/**
 * Whether an enrolment was made on an invitation (or the recovery key) of a season record held here, by somebody who
 * has its secret. Only such a device may ask for any amount of work before its records are judged.
 */
export function invitedBy(
  session: SeasonSession,
  crypto: Verification,
): (introduction: ReadRecord) => boolean {
  const { facts, judgement } = session.store.snapshot()
  const known = new Set(
    facts.filter(({ id }) => judgement.verdicts.get(id)?.status === 'valid').flatMap(invitationsIn),
  )
  return (introduction) => isInvited(introduction, session.id, known, crypto)
}

function isInvited(
  introduction: ReadRecord,
  season: SeasonId,
  known: ReadonlySet<PublicKeyHex>,
  crypto: Verification,
): boolean {
  const fact = factOf(introduction)
  const { claim } = fact
  if (claim.kind !== 'device.enrolled/1' || fact.season !== season || !known.has(claim.invitation))
    return false
  return checksBy(crypto).invitationSigned({ ...fact, claim })
}

function invitationsIn({ claim }: Fact): readonly PublicKeyHex[] {
  switch (claim.kind) {
    case 'season.founded/1':
      return [claim.recoveryKey, ...claim.seats.flatMap(({ invitations }) => invitations)]
    case 'season.revised/1':
      return claim.seats.flatMap(({ invitations }) => invitations)
    default:
      return []
  }
}
