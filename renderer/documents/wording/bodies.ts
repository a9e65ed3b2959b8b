import type { ClusterCode } from '../../../shared/domain/ids.ts'
import type { Season } from '../../../shared/domain/season.ts'
import type { SignatureBlockModel } from '../paper/models.ts'
import { authorityLine } from '../paper/signature-blocks.tsx'

/** Which bodies stand in the head of a paper, and with which symbol. */
export interface Bodies {
  readonly superior: string
  readonly issuer: string
  /** After the dash of `05/TB-PX03`. */
  readonly symbol: string
}

/** Of a paper of the whole province (scope null: the authority) or of one cluster. */
export function bodiesOf(season: Season, scope: ClusterCode | null): Bodies {
  const { authority } = season
  const cluster = scope === null ? undefined : season.clusters.find(({ code }) => code === scope)
  return cluster === undefined
    ? { superior: authority.superior, issuer: authority.name, symbol: authority.standingOffice }
    : { superior: authority.name, issuer: cluster.name, symbol: cluster.lead }
}

/** Who confirms a paper of this scope in ink. */
export function confirmationOf(season: Season, scope: ClusterCode | null): SignatureBlockModel {
  const byHand = { hint: 'Ký, ghi rõ cấp bậc, họ tên và đóng dấu', rank: '', name: '' }
  const cluster = scope === null ? undefined : season.clusters.find(({ code }) => code === scope)
  return cluster === undefined
    ? {
        ...byHand,
        authorityLine: authorityLine('TL.', `Giám đốc ${season.authority.name}`),
        position: `Trưởng cơ quan thường trực (${season.authority.standingOffice})`,
      }
    : { ...byHand, authorityLine: authorityLine('TM.', cluster.name), position: 'Cụm trưởng' }
}
