import type { Overview, RoundProgress, Todo } from '../../shared/contract/season.ts'
import {
  authoritySeat,
  type DeviceId,
  leadSeat,
  type Seat,
  type SubjectCode,
  unitSeat,
} from '../../shared/domain/ids.ts'
import { type Layer, layers } from '../../shared/domain/sheet.ts'
import { ownerSeats } from '../../shared/ledger/ownership.ts'
import type { SeasonState } from '../../shared/ledger/state.ts'
import { currentAgreement } from './agreements.ts'
import { unsentRecords } from './bundle-export.ts'
import {
  closingAt,
  leaderAt,
  type Place,
  placesOf,
  planAt,
  reopenedAt,
  sheetOwners,
  subjectsAt,
  termsAt,
} from './places.ts'
import { roundGaps } from './rounds.ts'
import { holderOf, ownSeats, type SeasonSession, stateOf } from './season-session.ts'
import { unlistedSeats } from './season-view.ts'
import { draftedSheets, type SheetKey } from './sheet-drafts.ts'
import { currentSheets, ownSheet } from './sheets.ts'

/** What waits for this machine, how the rounds stand, and when it last exchanged data with whom. */
export function overview(session: SeasonSession): Overview {
  const state = stateOf(session)
  const own = ownSeats(state, session.device)
  const places = state.season.rounds.flatMap((round) => placesOf(state.season, round))
  return {
    todos: [
      ...copyTodos(session),
      ...seasonTodos(session, state, own),
      ...agreementTodos(state, own),
      ...places.flatMap((place) => roundTodos(session, state, own, place)),
      ...exportTodos(session),
    ],
    rounds: places.map((place) => progressOf(state, place)),
    exchanges: exchangesOf(session, state, own),
  }
}

function copyTodos(session: SeasonSession): readonly Todo[] {
  return session.store.copies.doubts().length > 0 ? [{ todo: 'copyInDoubt' }] : []
}

function seasonTodos(session: SeasonSession, state: SeasonState, own: readonly Seat[]): readonly Todo[] {
  if (state.founder !== session.device && !own.includes(authoritySeat)) return []
  const contested = state.heldSeats
    .filter((held) => held.contested)
    .map((held): Todo => ({ todo: 'contestedSeat', seat: held.seat }))
  const enrolled = state.founder === session.device ? unlistedSeats(state).length : 0
  const repairs = [...contested, ...brokenSeats(state)]
  return enrolled > 0 ? [{ todo: 'confirmHolders', enrolled }, ...repairs] : repairs
}

function brokenSeats(state: SeasonState): readonly Todo[] {
  const forked = new Set(state.devices.filter((each) => each.forkedAt !== null).map((each) => each.device))
  return state.heldSeats.flatMap(({ seat, holders }): readonly Todo[] => {
    const isOpen = holders.some(({ device, upTo }) => upTo === null && forked.has(device))
    if (isOpen && holders.every(({ device }) => device !== state.founder))
      return [{ todo: 'settleFork', seat }]
    return holders.length > 0 && holders.every(({ upTo }) => upTo !== null)
      ? [{ todo: 'vacantSeat', seat }]
      : []
  })
}

function agreementTodos(state: SeasonState, own: readonly Seat[]): readonly Todo[] {
  const unsigned = state.agreements
    .filter((agreement) => agreement.current)
    .flatMap((agreement) =>
      agreement.body.parties
        .filter((seat) => own.includes(seat) && !agreement.signatures.some((each) => each.seat === seat))
        .map((seat): Todo => ({ todo: 'signAgreement', agreement: agreement.record, seat })),
    )
  const mayDraft = ownerSeats(state.season, { kind: 'agreement.drafted/1', scope: null }).some((seat) =>
    own.includes(seat),
  )
  return mayDraft && currentAgreement(state, null) === null
    ? [{ todo: 'draftAgreement' }, ...unsigned]
    : unsigned
}

/** Of each open round only where the work has begun or is next: nobody is told in March what to do in November. */
function roundTodos(
  session: SeasonSession,
  state: SeasonState,
  own: readonly Seat[],
  place: Place,
): readonly Todo[] {
  if (closingAt(state, place) !== null || termsAt(state, place) === null || !isUnderWay(state, place))
    return []
  const round = place.round.code
  const drafts = draftedSheets(session).filter((draft) => draft.round === round)
  const isMissing = (subject: SubjectCode, layer: Layer): boolean =>
    ownSheet(state, place, { round, subject, layer }, own) === null
  const subjects = subjectsAt(state.season, place).map((each) => each.subject)
  const sheets = subjects.flatMap((subject) =>
    layers
      .filter((layer) => layer !== 'review' && isMissing(subject, layer))
      .filter((layer) => mayStart(state, place, subject, layer))
      .filter((layer) => sheetOwners(state, place, { subject, layer }).some((seat) => own.includes(seat)))
      .map((layer): Todo => {
        const drafted = drafts.some((draft) => draft.subject === subject && draft.layer === layer)
        return { todo: 'submitSheet', round, subject, layer, drafted }
      }),
  )
  if (!own.includes(leaderAt(place))) return sheets
  const { cluster } = place
  const plan: readonly Todo[] =
    planAt(state, place) === null ? [{ todo: 'planInspection', round, cluster }] : []
  const gaps = roundGaps(session, { round, cluster })
  const subjectsThatDiffer = gaps.ok && gaps.value.mayClose ? gaps.value.differences.length : 0
  const choose: readonly Todo[] =
    subjectsThatDiffer > 0 ? [{ todo: 'chooseSheets', round, cluster, sheets: subjectsThatDiffer }] : []
  const complete = gaps.ok && gaps.value.mayClose && gaps.value.gaps.length === 0 && choose.length === 0
  const close: readonly Todo[] = complete ? [{ todo: 'closeRound', round, cluster }] : []
  return [...plan, ...sheets, ...choose, ...close]
}

/** A later layer waits for the one before it. */
function mayStart(state: SeasonState, place: Place, subject: SubjectCode, layer: Layer): boolean {
  if (layer === 'self') return true
  const before: Layer = layer === 'appraisal' && planAt(state, place) !== null ? 'cross' : 'self'
  return isEntered(state, { round: place.round.code, subject, layer: before })
}

function isEntered(state: SeasonState, key: SheetKey): boolean {
  return currentSheets(state, key).length > 0
}

/** The first open round of its scope, or one that has sheets already. */
function isUnderWay(state: SeasonState, place: Place): boolean {
  const round = place.round.code
  if (state.sheets.some((sheet) => sheet.round === round)) return true
  const sameScope = state.season.rounds.filter((each) => each.scope === place.round.scope)
  const firstOpen = sameScope.find(
    (each) => closingAt(state, { round: each, cluster: place.cluster }) === null,
  )
  return firstOpen?.code === round && place.round.scope === 'withinCluster'
}

function exportTodos(session: SeasonSession): readonly Todo[] {
  const records = unsentRecords(session)
  return records > 0 ? [{ todo: 'export', records }] : []
}

function progressOf(state: SeasonState, place: Place): RoundProgress {
  const subjects = subjectsAt(state.season, place)
  const round = place.round.code
  const count = (layer: Layer): number =>
    subjects.filter(({ subject }) => isEntered(state, { round, subject, layer })).length
  const closed = closingAt(state, place) !== null
  const asked: readonly Layer[] =
    planAt(state, place) === null ? ['self', 'appraisal'] : ['self', 'cross', 'appraisal']
  return {
    round,
    cluster: place.cluster,
    subjects: subjects.length,
    sheets: {
      self: count('self'),
      cross: count('cross'),
      appraisal: count('appraisal'),
      review: count('review'),
    },
    missing: closed
      ? []
      : subjects.flatMap(({ subject }) =>
          asked
            .filter((layer) => !isEntered(state, { round, subject, layer }))
            .map((layer) => ({ subject, layer })),
        ),
    closed,
    reopened: reopenedAt(state, place) !== null,
  }
}

/** With whom this machine exchanges: a unit with its lead, a lead with its units and the authority, and so on. */
function exchangesOf(
  session: SeasonSession,
  state: SeasonState,
  own: readonly Seat[],
): Overview['exchanges'] {
  const imports = session.store.history.imports()
  const exports = session.store.history.exports()
  return partners(state, own).map((seat) => {
    const device: DeviceId | null = holderOf(state, seat)
    const lastImport = imports.find((entry) => entry.bundles.some((bundle) => bundle.exporter === device))
    const lastExport = exports.find(
      (entry) => entry.recipients.length === 0 || entry.recipients.includes(seat),
    )
    return { seat, lastImportAt: lastImport?.at ?? null, lastExportAt: lastExport?.at ?? null }
  })
}

function partners(state: SeasonState, own: readonly Seat[]): readonly Seat[] {
  const { clusters, units } = state.season
  const seats = new Set<Seat>()
  if (own.includes(authoritySeat)) for (const { code } of clusters) seats.add(leadSeat(code))
  for (const cluster of clusters) {
    const members = units.filter((unit) => unit.cluster === cluster.code).map((unit) => unitSeat(unit.code))
    const lead = leadSeat(cluster.code)
    if (own.includes(lead)) for (const seat of [authoritySeat, ...members]) seats.add(seat)
    if (members.some((seat) => own.includes(seat))) seats.add(lead)
  }
  return [...seats].filter((seat) => !own.includes(seat))
}
