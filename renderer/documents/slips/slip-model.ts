import type { Slip } from '../../../shared/contract/workspace.ts'
import type { Season } from '../../../shared/domain/season.ts'
import { seatName } from '../../../shared/messages/words.ts'
import { inFours } from '../wording/symbols.ts'

/** A secret on paper. `recovery` takes the founder's place in the season, `machine` opens one machine again. */
export interface SlipModel {
  readonly kind: 'invitation' | 'recovery' | 'machine'
  readonly seasonName: string
  /** Empty where it is not known yet. */
  readonly authority: string
  readonly practice: boolean
  /** For whom: `Cụm trưởng Cụm thi đua số 3`; only on invitations. */
  readonly seatName: string
  /** The unit that holds a lead's seat; empty elsewhere. */
  readonly holderName: string
  /** Groups of four. */
  readonly code: string
  /** Null: this kind of code carries none. */
  readonly checkGroup: string | null
  readonly qrText: string | null
}

export function invitationSlipModel(season: Season, slip: Slip): SlipModel {
  const lead = season.clusters.find(({ code }) => slip.seat === `lead:${code}`)?.lead
  return {
    kind: 'invitation',
    seasonName: season.name,
    authority: season.authority.name,
    practice: season.practice,
    seatName: slip.seat === 'recovery' ? '' : seatName(slip.seat, season, 'vi'),
    holderName: season.units.find(({ code }) => code === lead)?.name ?? '',
    ...codesOf(slip),
  }
}

/** The two slips of a founding, each on a sheet of its own: they are kept apart. */
export function foundingSlipModels(founding: {
  readonly seasonName: string
  readonly recovery: Slip
  readonly machineRecoveryCode: string
}): readonly SlipModel[] {
  const common = {
    seasonName: founding.seasonName,
    authority: '',
    practice: false,
    seatName: '',
    holderName: '',
  }
  return [
    { ...common, kind: 'recovery', ...codesOf(founding.recovery) },
    {
      ...common,
      kind: 'machine',
      code: inFours(founding.machineRecoveryCode),
      checkGroup: null,
      qrText: null,
    },
  ]
}

function codesOf(slip: Slip): Pick<SlipModel, 'code' | 'checkGroup' | 'qrText'> {
  return { code: inFours(slip.code), checkGroup: inFours(slip.checkGroup), qrText: slip.qrText }
}
