import type {
  AgreementDraftInput,
  AgreementView,
  PartyView,
  SignatoryView,
} from '../../shared/contract/agreement.ts'
import { type Failure, failure, type WriteFailure } from '../../shared/contract/failures.ts'
import { inputProblem } from '../../shared/contract/input-problem.ts'
import type { AgreementDrafted } from '../../shared/domain/agreement.ts'
import { type ClusterCode, type RecordId, type Seat, seatParts } from '../../shared/domain/ids.ts'
import type { Season } from '../../shared/domain/season.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { ownerSeats } from '../../shared/ledger/ownership.ts'
import { isKnownSeat } from '../../shared/ledger/places.ts'
import type { AgreementVersion, SeasonState, Signature } from '../../shared/ledger/state.ts'
import { clusterName, unitName } from '../../shared/messages/words.ts'
import type { Machine } from './machine.ts'
import { agreementParties, type PresetAgreement, readPreset } from './presets.ts'
import { ownSeats, type SeasonSession, stateOf, writeRecord } from './season-session.ts'

/** All agreements with the state of their signatures, who can sign here, and what may be drafted here. */
export function listAgreements(
  machine: Machine,
  session: SeasonSession,
): {
  readonly agreements: readonly AgreementView[]
  readonly signatories: readonly SignatoryView[]
  readonly proposal: AgreementDraftInput | null
} {
  const state = stateOf(session)
  const own = ownSeats(state, session.device)
  return {
    agreements: state.agreements.map((agreement) => agreementView(state, own, agreement)),
    signatories: ownSignatories(session, state),
    proposal: proposalFor(machine, session, state, own),
  }
}

/** Writes a draft; it replaces the version in force of the same scope, whose signatures do not carry over. */
export function draftAgreement(
  machine: Machine,
  session: SeasonSession,
  input: AgreementDraftInput,
): Result<{ readonly record: RecordId }, WriteFailure> {
  const state = stateOf(session)
  const seats = ownerSeats(state.season, { kind: 'agreement.drafted/1', scope: input.scope })
  if (!seats.some((seat) => ownSeats(state, session.device).includes(seat))) {
    return err(failure('notYourSeat', { seats }))
  }
  const stranger = unknownSeat(state.season, input)
  if (stranger !== null) return err(stranger)
  const before = currentAgreement(state, input.scope)
  const written = writeRecord(machine, session, {
    kind: 'agreement.drafted/1',
    body: { ...input, replaces: before?.record ?? null },
  })
  return written.ok ? ok({ record: written.value.id }) : written
}

/** The first seat named that nobody in the season could ever hold. */
function unknownSeat(
  season: Season,
  { parties, titles }: AgreementDraftInput,
): Failure<'inputRefused'> | null {
  const named = [
    ...parties.map((seat, index) => ({ field: `parties.${index}`, seat })),
    ...titles.map(({ seat }, index) => ({ field: `titles.${index}.seat`, seat })),
  ]
  const unknown = named.find(({ seat }) => !isKnownSeat(season, seat))
  return unknown === undefined
    ? null
    : failure('inputRefused', inputProblem(unknown.field, unknown.seat, 'unknown'))
}

/** Signatories whose record and wrapped key are both on this machine. */
function ownSignatories(session: SeasonSession, state: SeasonState): readonly SignatoryView[] {
  const keys = new Set(session.store.signatories.list().map((key) => key.publicKey))
  return state.signatories
    .filter((each) => each.author === session.device && keys.has(each.body.key))
    .map(({ record, body }) => ({ record, name: body.name, rank: body.rank, position: body.position }))
}

export function currentAgreement(state: SeasonState, scope: ClusterCode | null): AgreementVersion | null {
  return state.agreements.find((each) => each.current && each.body.scope === scope) ?? null
}

function agreementView(state: SeasonState, own: readonly Seat[], agreement: AgreementVersion): AgreementView {
  const parties = agreement.body.parties.map((seat) => partyView(state, own, seat, agreement.signatures))
  return {
    record: agreement.record,
    body: agreement.body,
    draftedAt: agreement.at,
    draftedBy: agreement.actor,
    current: agreement.current,
    parties,
    signedCount: parties.filter((party) => party.signed !== null).length,
  }
}

function partyView(
  state: SeasonState,
  own: readonly Seat[],
  seat: Seat,
  signatures: readonly Signature[],
): PartyView {
  const signature = signatures.find((each) => each.seat === seat)
  const signatory = state.signatories.find((each) => each.record === signature?.signatory)?.body
  return {
    seat,
    name: nameBehind(state.season, seat),
    unitName: leadingUnit(state.season, seat),
    mine: own.includes(seat),
    signed:
      signature === undefined
        ? null
        : {
            record: signature.record,
            name: signatory?.name ?? signature.actor,
            rank: signatory?.rank ?? '',
            position: signatory?.position ?? '',
            at: signature.at,
            shortSignature: shortSignature(signature.signature),
          },
  }
}

/** Whom a seat speaks for: the authority, a cluster, a unit. */
function nameBehind(season: Season, seat: Seat): string {
  const parts = seatParts(seat)
  switch (parts.role) {
    case 'authority':
      return season.authority.name
    case 'lead':
      return clusterName(parts.cluster, season, 'vi')
    case 'unit':
      return unitName(parts.unit, season)
  }
}

function leadingUnit(season: Season, seat: Seat): string | null {
  const parts = seatParts(seat)
  if (parts.role !== 'lead') return null
  const lead = season.clusters.find((cluster) => cluster.code === parts.cluster)?.lead
  return lead === undefined ? null : unitName(lead, season)
}

/** `3F2A 91C0 77DE 04B1`: enough to compare by eye. */
function shortSignature(signature: string): string {
  return (signature.slice(0, 16).toUpperCase().match(/.{4}/g) ?? []).join(' ')
}

/** What this machine may draft and has not yet: the authority for the province, else a lead for its cluster. */
function proposalFor(
  machine: Machine,
  session: SeasonSession,
  state: SeasonState,
  own: readonly Seat[],
): AgreementDraftInput | null {
  const scopes: readonly (ClusterCode | null)[] = [
    null,
    ...state.season.clusters.map((cluster) => cluster.code),
  ]
  const mine = scopes.filter((scope) =>
    ownerSeats(state.season, { kind: 'agreement.drafted/1', scope }).some((seat) => own.includes(seat)),
  )
  const open = mine.find((scope) => currentAgreement(state, scope) === null)
  if (open !== undefined) return proposal(machine, session, state, open)
  const inForce = mine[0] === undefined ? null : currentAgreement(state, mine[0])
  return inForce === null ? null : draftOf(inForce.body)
}

function proposal(
  machine: Machine,
  session: SeasonSession,
  state: SeasonState,
  scope: ClusterCode | null,
): AgreementDraftInput {
  const { season } = state
  const province = currentAgreement(state, null)?.body
  const preset = presetAgreement(machine, session)
  const cluster = season.clusters.find((each) => each.code === scope)
  const title = province?.title ?? preset?.title ?? `Bản giao ước thi đua năm ${season.year}`
  return {
    scope,
    title: cluster === undefined ? title : `${title} - ${cluster.name}`,
    motto: season.motto,
    parties: [...agreementParties(season, scope)],
    articles: [...(province?.articles ?? preset?.articles ?? [{ no: 1, title: season.name, targets: [] }])],
    titles: [],
  }
}

/** The preset the season was founded from, as its founder remembers; else the first one. */
function presetAgreement(machine: Machine, session: SeasonSession): PresetAgreement | null {
  const wanted = session.store.settings.get(presetSetting)
  const file = machine.ports.presets.find((each) => each.id === wanted) ?? machine.ports.presets[0]
  if (file === undefined) return null
  const preset = readPreset(file)
  return preset.ok ? preset.value.agreement : null
}

/** Name of the setting that remembers the preset. */
export const presetSetting = 'preset'

function draftOf({ replaces: _replaces, ...draft }: AgreementDrafted): AgreementDraftInput {
  return draft
}
