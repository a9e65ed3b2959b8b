import type { SeasonId } from '../../shared/domain/ids.ts'
import type { VerificationProblem } from '../../shared/exchange/verification-problem.ts'
import type { Hasher, KeyMaker } from '../../shared/kernel/ports.ts'
import { invitationFor, type TypedInvitation } from '../../shared/ledger/invitation.ts'

/**
 * What a verifier was told, outside the files, about the season they should be of. Bundles vouch for each other only:
 * whoever makes a whole season of the same name makes its signatures fit, too.
 */
export type ExpectedSeason =
  | { readonly by: 'nothing' }
  /** The season's id from paper, or its beginning: at least 16 of its 64 hex digits. */
  | { readonly by: 'season'; readonly prefix: string }
  /** An invitation slip: its check group binds its secret, which no forger has, to the season. */
  | { readonly by: 'slip'; readonly slip: TypedInvitation }

/** How far the root of trust was checked. */
export interface SeasonTrust {
  readonly by: ExpectedSeason['by']
  /** Seasons that are the expected one; empty where nothing was expected. */
  readonly confirmed: readonly SeasonId[]
}

export function isExpectedSeason(
  expected: ExpectedSeason,
  season: SeasonId,
  crypto: KeyMaker & Hasher,
): boolean {
  switch (expected.by) {
    case 'nothing':
      return true
    case 'season':
      return season.startsWith(expected.prefix)
    case 'slip':
      return invitationFor(expected.slip, season, crypto).ok
  }
}

/** Holds the seasons that were found against what was expected; each other season is a problem, and so is none. */
export function trustIn(
  seasons: readonly SeasonId[],
  expected: ExpectedSeason,
  crypto: KeyMaker & Hasher,
): { readonly trust: SeasonTrust; readonly problems: readonly VerificationProblem[] } {
  const { by } = expected
  if (by === 'nothing') return { trust: { by, confirmed: [] }, problems: [] }
  const confirmed = seasons.filter((season) => isExpectedSeason(expected, season, crypto))
  const others = seasons.filter((season) => !confirmed.includes(season))
  return {
    trust: { by, confirmed },
    problems: [
      ...others.map((season) => ({ code: 'otherSeason' as const, season, by })),
      ...(confirmed.length === 0 ? [{ code: 'seasonAbsent' as const, by }] : []),
    ],
  }
}
