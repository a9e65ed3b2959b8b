import type { AgreementView, PartyView } from '../../../shared/contract/agreement.ts'
import type { AgreementSummaryContent } from '../../../shared/documents/document-content.ts'
import type { SeasonId } from '../../../shared/domain/ids.ts'
import type { Season } from '../../../shared/domain/season.ts'
import { compareText } from '../../../shared/kernel/bytes.ts'
import { seatName } from '../../../shared/messages/words.ts'
import type { DecreeHeadModel, SignatureBlockModel } from '../paper/models.ts'
import type { Density } from '../paper/page.tsx'
import { bodiesOf, confirmationOf } from '../wording/bodies.ts'
import { latest, vietnameseDay } from '../wording/dates.ts'
import { inFours, numberAndSymbol } from '../wording/symbols.ts'
import { showDecimal, showTargetValue } from '../wording/targets.ts'

/** The signed agreement on one page: what was agreed, who signed how, and which record it is. */
export interface AgreementSummaryModel {
  readonly head: DecreeHeadModel
  readonly agreementTitle: string
  readonly motto: string
  readonly articles: readonly { readonly no: number; readonly title: string }[]
  readonly targets: readonly SummaryTarget[]
  /** Whether any target knows last year's value; otherwise the column is left out. */
  readonly showsPrevious: boolean
  readonly parties: readonly SummaryParty[]
  readonly signedCount: number
  /** False: a newer version stands in its place. */
  readonly current: boolean
  readonly draftedBy: string
  readonly draftedAt: string
  /** The record id of the agreement, in groups of four. */
  readonly digest: string
  readonly practice: boolean
  readonly recipients: readonly string[]
  readonly confirmation: SignatureBlockModel
  /** Few parties stand on the page they agreed on; many sign on a sheet of their own. */
  readonly onOnePage: boolean
  readonly density: Density
}

export interface SummaryTarget {
  readonly place: string
  readonly title: string
  readonly unit: string
  readonly previous: string
  readonly value: string
}

export interface SummaryParty {
  readonly seat: string
  readonly role: string
  /** The unit behind a lead's seat; empty where the role already names it. */
  readonly unitName: string
  readonly signed: SummarySignature | null
}

export interface SummarySignature {
  readonly rank: string
  readonly name: string
  readonly position: string
  readonly at: string
  readonly shortSignature: string
}

export function agreementSummaryModel(
  season: Season,
  agreement: AgreementView,
  internal: boolean,
): AgreementSummaryModel {
  const { body } = agreement
  const bodies = bodiesOf(season, body.scope)
  const allSigned = agreement.signedCount === agreement.parties.length
  const lastSignature = latest(
    agreement.parties.flatMap(({ signed }) => (signed === null ? [] : [signed.at])),
  )
  const targets = body.articles.flatMap((article) =>
    article.targets.map((target, index) => ({
      place: `${article.no}.${index + 1}`,
      title: target.title,
      unit: target.unit,
      previous: target.previous === null ? '' : showDecimal(target.previous),
      value: showTargetValue(target),
    })),
  )
  const model = {
    head: {
      superior: bodies.superior,
      issuer: bodies.issuer,
      symbol: numberAndSymbol(null, 'TB', bodies.symbol),
      place: season.authority.place,
      // The day of the last signature; while one is missing the day is left to the pen.
      date: allSigned && lastSignature !== null ? vietnameseDay(lastSignature) : null,
      internal,
    },
    agreementTitle: body.title,
    motto: body.motto,
    articles: body.articles.map(({ no, title }) => ({ no, title })),
    targets,
    showsPrevious: targets.some(({ previous }) => previous !== ''),
    parties: agreement.parties.map((party) => summaryParty(season, party)),
    signedCount: agreement.signedCount,
    current: agreement.current,
    draftedBy: agreement.draftedBy,
    draftedAt: agreement.draftedAt,
    digest: inFours(agreement.record),
    practice: season.practice,
    recipients: [
      body.scope === null ? 'Các cụm thi đua' : 'Các đơn vị trong cụm',
      `Cơ quan thường trực (${season.authority.standingOffice})`,
      `Lưu: VT, ${bodies.symbol}`,
    ],
    confirmation: confirmationOf(season, body.scope),
    onOnePage: agreement.parties.length <= partiesOnOnePage,
  }
  return { ...model, density: densityFor(model) }
}

/** What the check code of this page covers. */
export function agreementSummaryContent(season: SeasonId, agreement: AgreementView): AgreementSummaryContent {
  return {
    kind: 'agreementSummary',
    season,
    scope: agreement.body.scope,
    agreement: agreement.record,
    signatures: agreement.parties
      .flatMap(({ signed }) => (signed === null ? [] : [signed.record]))
      .sort(compareText),
  }
}

function summaryParty(season: Season, party: PartyView): SummaryParty {
  const { signed } = party
  return {
    seat: party.seat,
    role: seatName(party.seat, season, 'vi'),
    unitName: party.unitName ?? '',
    signed:
      signed === null
        ? null
        : {
            rank: signed.rank,
            name: signed.name,
            position: signed.position,
            at: signed.at,
            shortSignature: signed.shortSignature,
          },
  }
}

/**
 * How small the letters must be for one page: the lines of articles and targets at 13 pt, against what is left
 * of the page beside head, signatures and check code.
 */
function densityFor(model: Omit<AgreementSummaryModel, 'density'>): Density {
  if (!model.onOnePage) return 'normal'
  const articleLines = model.articles.reduce((sum, { title }) => sum + Math.ceil(title.length / 84), 0)
  const targetLines = model.targets.reduce((sum, { title }) => sum + Math.ceil(title.length / 50), 0)
  const markLines = (model.practice || !model.current ? 2 : 0) + (model.head.internal ? 2 : 0)
  const lines = articleLines + targetLines + markLines
  if (lines <= linesThatFit.normal) return 'normal'
  return lines <= linesThatFit.compact ? 'compact' : 'dense'
}

const linesThatFit = { normal: 12, compact: 19 } as const
const partiesOnOnePage = 4
