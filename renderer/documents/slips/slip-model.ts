import type { Slip } from '../../../shared/contract/workspace.ts'
import type { Season } from '../../../shared/domain/season.ts'
import { seatName } from '../../../shared/messages/words.ts'
import { inFours } from '../wording/symbols.ts'

/** What an invitation or recovery slip says about its season. */
export interface SlipSeason {
  readonly name: string
  readonly authority: string
  readonly practice: boolean
}

export interface SlipModel {
  readonly kind: 'invitation' | 'recovery'
  readonly season: SlipSeason
  /** For whom: `Cụm trưởng Cụm thi đua số 3`; empty on the recovery slip. */
  readonly seatName: string
  /** The unit that holds a lead's seat; empty elsewhere. */
  readonly holderName: string
  /** Groups of four. */
  readonly code: string
  readonly checkGroup: string
  readonly qrText: string
}

export function slipSeason(season: Season): SlipSeason {
  return { name: season.name, authority: season.authority.name, practice: season.practice }
}

export function invitationSlipModel(season: Season, slip: Slip): SlipModel {
  if (slip.seat === 'recovery') return recoverySlipModel(slipSeason(season), slip)
  const lead = season.clusters.find(({ code }) => slip.seat === `lead:${code}`)?.lead
  return {
    ...codesOf(slip),
    kind: 'invitation',
    season: slipSeason(season),
    seatName: seatName(slip.seat, season, 'vi'),
    holderName: season.units.find(({ code }) => code === lead)?.name ?? '',
  }
}

export function recoverySlipModel(season: SlipSeason, slip: Slip): SlipModel {
  return { ...codesOf(slip), kind: 'recovery', season, seatName: '', holderName: '' }
}

function codesOf(slip: Slip): Pick<SlipModel, 'code' | 'checkGroup' | 'qrText'> {
  return { code: inFours(slip.code), checkGroup: inFours(slip.checkGroup), qrText: slip.qrText }
}
