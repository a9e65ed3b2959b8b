import type { Slip } from '../../../shared/contract/workspace.ts'
import {
  authoritySeat,
  type ClusterCode,
  leadSeat,
  type RecordId,
  type RoundCode,
  type Seat,
  type SubjectCode,
  unitSeat,
} from '../../../shared/domain/ids.ts'
import type { Season, Unit } from '../../../shared/domain/season.ts'
import { expectDefined } from '../../../shared/kernel/result.ts'
import { playersOf, receive, send } from './carry.ts'
import { practiceAssignments } from './practice-data.ts'
import { forEachAtOnce, type Player, type Stage } from './stage.ts'

/** A season that is being played: what later steps need from earlier ones. */
export interface PlayedSeason {
  readonly season: Season
  /** The province's agreement. */
  readonly agreement: RecordId
  /** Everybody's data up to the first revision, as a bundle on the stick. */
  readonly commonBundle: string
  /** The recovery slip of the season. */
  readonly recovery: Slip
}

export interface FoundingOptions {
  readonly preset: string
  readonly year: number
  readonly name: string
}

/**
 * Plays the beginning of a season the way people do it: found, publish assignments, draft the agreement, hand out
 * the season bundle and the slips, join, sign, and list the holders.
 */
export async function playBeginning(stage: Stage, options: FoundingOptions): Promise<PlayedSeason> {
  const founder = stage.playerOf(authoritySeat)
  stage.moveClocks(`${options.year}-01-04T01:00:00.000Z`)
  const { recovery } = await founder.call('founding.prepare', {
    ...options,
    account: stage.account,
    passphrase: stage.passphrase,
  })
  await founder.call('founding.commit', { slipKept: 'saved' })
  const { season } = await founder.call('season.get', {})
  await publishAssignments(stage, season)
  const agreement = await draftAgreement(stage, authoritySeat)
  const invitation = await send(stage, authoritySeat, [], 'season')
  stage.moveClocks(`${options.year}-01-11T01:00:00.000Z`)
  await joinEverybody(stage, season, invitation)
  const leads = season.clusters.map((cluster) => leadSeat(cluster.code))
  stage.moveClocks(`${options.year}-01-18T02:00:00.000Z`)
  await forEachAtOnce(leads, stage.atOnce, (lead) =>
    signAgreement(stage, lead, agreement, signatoryOf(season, lead)),
  )
  const answers = await forEachAtOnce(
    [...seatsByPlayer(stage, season)].flatMap(([player, [seat]]) =>
      player === founder || seat === undefined ? [] : [seat],
    ),
    stage.atOnce,
    (seat) => send(stage, seat, [authoritySeat], 'delta'),
  )
  stage.moveClocks(`${options.year}-01-25T01:00:00.000Z`)
  await receive(founder, answers)
  await founder.call('season.confirmHolders', { reason: 'Xác nhận các máy đã tham gia' })
  const commonBundle = await send(stage, authoritySeat, [], 'full')
  await forEachAtOnce(
    playersOf(stage, leads).filter((player) => player !== founder),
    stage.atOnce,
    (player) => receive(player, [commonBundle]),
  )
  return { season, agreement, commonBundle, recovery }
}

/** Every seat but the authority's, leads first. */
function joiningSeats(season: Season): readonly Seat[] {
  return [
    ...season.clusters.map((cluster) => leadSeat(cluster.code)),
    ...season.units.map((unit) => unitSeat(unit.code)),
  ]
}

/** Drafts the agreement a seat is proposed to draft and gives its record. */
export async function draftAgreement(stage: Stage, seat: Seat): Promise<RecordId> {
  const player = stage.playerOf(seat)
  const { proposal } = await player.call('agreement.list', {})
  const draft = expectDefined(proposal, `${seat} may draft an agreement`)
  return (await player.call('agreement.draft', draft)).record
}

/** A person of the unit behind the seat enrols (once) and signs. */
export async function signAgreement(
  stage: Stage,
  seat: Seat,
  agreement: RecordId,
  person: { readonly name: string; readonly rank: string; readonly position: string },
): Promise<void> {
  const player = stage.playerOf(seat)
  const { signatories } = await player.call('agreement.list', {})
  const known = signatories.find((each) => each.name === person.name)
  const signatory =
    known?.record ??
    (await player.call('signatory.enrol', { ...person, passphrase: stage.passphrase })).record
  await player.call('agreement.sign', { agreement, seat, signatory, passphrase: stage.passphrase })
}

/** An invented person for practice: nobody's name. */
export function signatoryOf(
  season: Season,
  seat: Seat,
): { readonly name: string; readonly rank: string; readonly position: string } {
  const seats = joiningSeats(season)
  const family = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng']
  const given = ['An', 'Bình', 'Cường', 'Dũng', 'Hà', 'Hải', 'Minh', 'Nam', 'Quang', 'Sơn', 'Tuấn']
  const index = seats.indexOf(seat)
  const name = `${family[index % family.length]} Văn ${given[index % given.length]}`
  return { name, rank: index % 2 === 0 ? 'Thượng tá' : 'Trung tá', position: 'Trưởng đơn vị' }
}

/** Within a cluster a unit is the subject, by its own code. */
export function subjectOf(unit: Unit): SubjectCode {
  return unit.code as string as SubjectCode
}

/** A round that units compete in, by code. */
export function clusterRound(season: Season, index: number): RoundCode {
  const rounds = season.rounds.filter((round) => round.scope === 'withinCluster')
  return expectDefined(rounds[index], `the season has ${index + 1} rounds within clusters`).code
}

async function publishAssignments(stage: Stage, season: Season): Promise<void> {
  const founder = stage.playerOf(authoritySeat)
  const cluster: ClusterCode | null = null
  const current = await founder.call('scale.current', { cluster })
  const subjects = season.units.map(subjectOf)
  const items = practiceAssignments(current.scale, subjects, stage.dice('assignments'))
  if (items.length === 0) return
  await founder.call('assignments.publish', { cluster, scale: current.record, items: [...items] })
}

/** Which seats each machine is to hold, leads first. */
function seatsByPlayer(stage: Stage, season: Season): ReadonlyMap<Player, readonly Seat[]> {
  return Map.groupBy(joiningSeats(season), (seat) => stage.playerOf(seat))
}

/** A machine's first seat comes with the season bundle; further seats are added to the open workspace. */
async function joinEverybody(stage: Stage, season: Season, invitation: string): Promise<void> {
  const founder = stage.playerOf(authoritySeat)
  const slips = await founder.call('season.invitations', {})
  const codeOf = (seat: Seat): string => {
    const slip = slips.find((each) => each.seat === seat)?.slip
    const { code, checkGroup } = expectDefined(slip, `the founder keeps the slip of ${seat}`)
    return `${code} ${checkGroup}`
  }
  const machines = [...seatsByPlayer(stage, season)]
  let joined = 0
  await forEachAtOnce(machines, stage.atOnce, async ([player, seats]) => {
    const [first, ...further] = seats
    if (first !== undefined && player !== founder) {
      await player.call('joining.commit', {
        files: [player.handle(invitation)],
        code: codeOf(first),
        account: stage.account,
        passphrase: stage.passphrase,
      })
    }
    const added = player === founder ? seats : further
    for (const seat of added) await player.call('joining.addSeat', { code: codeOf(seat) })
    stage.progress(++joined, machines.length)
  })
}
