import { authoritySeat, leadSeat, unitSeat } from '../../../shared/domain/ids.ts'
import type { Unit } from '../../../shared/domain/season.ts'
import { expectDefined } from '../../../shared/kernel/result.ts'
import { playersOf, receive, send } from './carry.ts'
import {
  clusterRound,
  draftAgreement,
  type FoundingOptions,
  type PlayedSeason,
  playBeginning,
  signAgreement,
  signatoryOf,
  subjectOf,
} from './founding-case.ts'
import { practiceEntries } from './practice-data.ts'
import { membersOf, playRound, submitSelf } from './score-round.ts'
import { forEachAtOnce, type Stage } from './stage.ts'

/**
 * The practice season: a first round closed everywhere, a second one under way, so that every screen has something
 * to show and something to do. The machine of whoever practises holds the authority, the first cluster's lead and
 * one of its units.
 */
export async function playPracticeSeason(stage: Stage, options: FoundingOptions): Promise<void> {
  const played = await playBeginning(stage, options)
  await leaveAgreementOpen(stage, played)
  await playRound(stage, played, clusterRound(played.season, 0))
  await leaveRoundOpen(stage, played)
}

/** The unit of the practising machine: a member of the first cluster that neither leads nor deputises. */
export function practiceUnit(season: PlayedSeason['season']): Unit {
  const cluster = expectDefined(season.clusters[0], 'a season has clusters')
  const members = membersOf(season, cluster)
  const named = members.find((unit) => (unit.code as string) === season.authority.standingOffice)
  const plain = members.find((unit) => unit.code !== cluster.lead && unit.code !== cluster.deputy)
  return expectDefined(named ?? plain ?? members[0], 'a cluster has members')
}

/** The cluster's own agreement: signed by all its units except the practising one. */
async function leaveAgreementOpen(stage: Stage, { season, commonBundle }: PlayedSeason): Promise<void> {
  stage.moveClocks(`${season.year}-02-05T01:00:00.000Z`)
  const cluster = expectDefined(season.clusters[0], 'a season has clusters')
  const lead = leadSeat(cluster.code)
  const leadPlayer = stage.playerOf(lead)
  const agreement = await draftAgreement(stage, lead)
  const seats = membersOf(season, cluster).map((unit) => unitSeat(unit.code))
  const path = await send(stage, lead, seats, 'delta')
  const signing = seats.filter((seat) => stage.playerOf(seat) !== leadPlayer)
  const answers = await forEachAtOnce(signing, stage.atOnce, async (seat) => {
    await receive(stage.playerOf(seat), [commonBundle, path])
    await signAgreement(stage, seat, agreement, signatoryOf(season, seat))
    return send(stage, seat, [lead], 'delta')
  })
  await receive(leadPlayer, answers)
}

/** The second round: two of three units have handed in, the practising unit has a draft, nothing is planned yet. */
async function leaveRoundOpen(stage: Stage, { season }: PlayedSeason): Promise<void> {
  const round = clusterRound(season, 1)
  stage.moveClocks(`${season.year}-06-25T01:00:00.000Z`)
  const own = practiceUnit(season)
  const founder = stage.playerOf(authoritySeat)
  for (const cluster of season.clusters) {
    const lead = leadSeat(cluster.code)
    const leadPlayer = stage.playerOf(lead)
    const handedIn = membersOf(season, cluster).filter(
      (unit, index) => index % 3 !== 2 && unit !== own && stage.playerOf(unitSeat(unit.code)) !== founder,
    )
    const paths = await forEachAtOnce(handedIn, stage.atOnce, async (unit) => {
      await submitSelf(stage, unit, round)
      const seat = unitSeat(unit.code)
      return stage.playerOf(seat) === leadPlayer ? [] : [await send(stage, seat, [lead], 'delta')]
    })
    if (paths.flat().length > 0) await receive(leadPlayer, paths.flat())
    if (leadPlayer !== founder) await receive(founder, [await send(stage, lead, [authoritySeat], 'delta')])
  }
  await draftOwnSheet(stage, own, season)
}

/** Half a sheet: enough to see points appear, not enough to submit. */
async function draftOwnSheet(stage: Stage, unit: Unit, season: PlayedSeason['season']): Promise<void> {
  const round = clusterRound(season, 1)
  const [player] = playersOf(stage, [unitSeat(unit.code)])
  const key = { round, subject: subjectOf(unit), layer: 'self' } as const
  const { scale, scaleRecord, assignments, draftVersion } = await expectDefined(
    player,
    'a unit has a machine',
  ).call('sheets.open', key)
  const entries = practiceEntries(
    scale,
    assignments,
    subjectOf(unit),
    stage.dice(`self/${round}/${unit.code}`),
  )
  await expectDefined(player, 'a unit has a machine').call('sheets.saveDraft', {
    ...key,
    entries: entries.slice(0, Math.ceil(entries.length / 2)),
    note: '',
    unread: [],
    leftOut: [],
    scale: scaleRecord,
    basedOn: draftVersion,
    writer: 'practice',
    settles: [],
  })
}
