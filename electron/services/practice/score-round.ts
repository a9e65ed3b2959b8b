import { authoritySeat, leadSeat, type RoundCode, type Seat, unitSeat } from '../../../shared/domain/ids.ts'
import type { Cluster, Season, Unit } from '../../../shared/domain/season.ts'
import type { Entry } from '../../../shared/domain/sheet.ts'
import { playersOf, receive, send, sendNew } from './carry.ts'
import { type PlayedSeason, subjectOf } from './founding-case.ts'
import { correctedEntries, practiceEntries } from './practice-data.ts'
import { forEachAtOnce, type Stage } from './stage.ts'

/** What happens in one cluster during a round besides the usual. */
interface ClusterEvents {
  /** Not ranked, with a reason. */
  readonly excluded: Unit | null
  /** Hands its sheet in with a second bundle. */
  readonly late: Unit | null
}

/**
 * Plays one round in all clusters: self sheets, cross-inspection by plan, appraisal, closing; each step carried by
 * bundles. At the end the authority holds everything.
 */
export async function playRound(stage: Stage, played: PlayedSeason, round: RoundCode): Promise<void> {
  const { season } = played
  const finished = await forEachAtOnce(season.clusters, 1, (cluster) =>
    playCluster(stage, played, cluster, round),
  )
  const founder = stage.playerOf(authoritySeat)
  await receive(
    founder,
    finished.filter((path) => path !== null),
  )
}

/** One excluded unit and one late one in the last clusters; the others go as they should. */
function eventsOf(season: Season, cluster: Cluster): ClusterEvents {
  const index = season.clusters.indexOf(cluster)
  const plain = membersOf(season, cluster).filter(
    (unit) => unit.code !== cluster.lead && unit.code !== cluster.deputy,
  )
  const chosen = plain.length >= 3 ? (plain.at(-1) ?? null) : null
  return {
    excluded: index === season.clusters.length - 2 ? chosen : null,
    late: index === season.clusters.length - 1 ? chosen : null,
  }
}

export function membersOf(season: Season, cluster: Cluster): readonly Unit[] {
  return season.units.filter((unit) => unit.cluster === cluster.code)
}

/** The lead names teams: each unit inspects the next one, nobody itself; a cluster of one unit has no inspection. */
async function planRing(stage: Stage, season: Season, cluster: Cluster, round: RoundCode): Promise<void> {
  const members = membersOf(season, cluster)
  const teams = members.map((unit, index) => ({
    seats: [unitSeat((members[(index + 1) % members.length] ?? unit).code)],
    subjects: [subjectOf(unit)],
  }))
  if (members.length < 2) return
  await stage
    .playerOf(leadSeat(cluster.code))
    .call('inspection.plan', { round, cluster: cluster.code, teams })
}

/** A unit enters its results and submits. */
export async function submitSelf(stage: Stage, unit: Unit, round: RoundCode): Promise<void> {
  const player = stage.playerOf(unitSeat(unit.code))
  const key = { round, subject: subjectOf(unit), layer: 'self' } as const
  const sheet = await player.call('sheets.open', key)
  const dice = stage.dice(`self/${round}/${unit.code}`)
  const entries = practiceEntries(sheet.scale, sheet.assignments, subjectOf(unit), dice)
  await player.call('sheets.submit', { ...key, entries: [...entries], note: 'Số liệu thực hành' })
}

async function playCluster(
  stage: Stage,
  played: PlayedSeason,
  cluster: Cluster,
  round: RoundCode,
): Promise<string | null> {
  const { season } = played
  const members = membersOf(season, cluster)
  const seats = members.map((unit) => unitSeat(unit.code))
  const lead = leadSeat(cluster.code)
  const leadPlayer = stage.playerOf(lead)
  const others = members.filter((unit) => stage.playerOf(unitSeat(unit.code)) !== leadPlayer)
  const { excluded, late } = eventsOf(season, cluster)

  const toUnits = async (recipients: readonly Seat[] = seats): Promise<void> => {
    const players = playersOf(stage, recipients).filter((player) => player !== leadPlayer)
    if (players.length === 0) return
    const path = await sendNew(stage, lead, recipients)
    if (path !== null) await forEachAtOnce(players, stage.atOnce, (player) => receive(player, [path]))
  }
  const toLead = async (units: readonly Unit[]): Promise<void> => {
    const from = units.filter((unit) => others.includes(unit))
    const paths = await forEachAtOnce(from, stage.atOnce, (unit) =>
      sendNew(stage, unitSeat(unit.code), [lead]),
    )
    const written = paths.filter((path) => path !== null)
    if (written.length > 0) await receive(leadPlayer, written)
  }

  stage.moveClocks(`${season.year}-03-20T01:00:00.000Z`)
  await planRing(stage, season, cluster, round)
  await toUnits()
  stage.moveClocks(`${season.year}-03-29T01:00:00.000Z`)
  await forEachAtOnce(members, stage.atOnce, (unit) => submitSelf(stage, unit, round))
  await toLead(members.filter((unit) => unit !== late))
  if (late !== null) await toLead([late])

  stage.moveClocks(`${season.year}-04-02T01:00:00.000Z`)
  await toUnits()
  const inspected = members.length < 2 ? [] : members
  await forEachAtOnce(inspected, stage.atOnce, (unit) =>
    submitCorrected(stage, inspectorOf(members, unit), unit, round, 'cross'),
  )
  await toLead(members)

  stage.moveClocks(`${season.year}-04-06T01:00:00.000Z`)
  const deputy = members.find((unit) => unit.code === cluster.deputy)
  for (const unit of members) {
    if (unit.code !== cluster.lead) await submitCorrected(stage, lead, unit, round, 'appraisal')
  }
  const leadUnit = members.find((unit) => unit.code === cluster.lead)
  if (leadUnit !== undefined)
    await appraiseLeadUnit(stage, season, cluster, leadUnit, deputy, round, toUnits, toLead)
  if (excluded !== null) {
    await leadPlayer.call('exclusions.record', {
      round,
      subject: subjectOf(excluded),
      reason: 'Đơn vị mới thành lập trong đợt, chưa đủ thời gian xếp loại',
      from: null,
      until: null,
    })
  }

  stage.moveClocks(`${season.year}-04-09T01:00:00.000Z`)
  const place = { round, cluster: cluster.code }
  const { gaps } = await leadPlayer.call('rounds.gaps', place)
  // Nobody can inspect the only unit of a cluster: where the inspection counts, that gap is accepted.
  const accepted = members.length < 2 ? gaps.map((gap) => ({ ...gap, reason: onlyUnit })) : []
  await leadPlayer.call('rounds.close', { ...place, gaps: accepted, ties: [], choices: [] })
  return leadPlayer === stage.playerOf(authoritySeat) ? null : send(stage, lead, [authoritySeat], 'delta')
}

const onlyUnit = 'Cụm chỉ có một đơn vị, không có đơn vị kiểm tra chéo'

/** Nobody appraises itself: the lead unit's sheet belongs to the deputy's unit, or to the authority. */
async function appraiseLeadUnit(
  stage: Stage,
  season: Season,
  cluster: Cluster,
  leadUnit: Unit,
  deputy: Unit | undefined,
  round: RoundCode,
  toUnits: (seats: readonly Seat[]) => Promise<void>,
  toLead: (units: readonly Unit[]) => Promise<void>,
): Promise<void> {
  if (season.policies.leadAppraisedBy === 'deputy' && deputy !== undefined) {
    await toUnits([unitSeat(deputy.code)])
    await submitCorrected(stage, unitSeat(deputy.code), leadUnit, round, 'appraisal')
    await toLead([deputy])
    return
  }
  const lead = leadSeat(cluster.code)
  const founder = stage.playerOf(authoritySeat)
  if (stage.playerOf(lead) !== founder)
    await receive(founder, [await send(stage, lead, [authoritySeat], 'delta')])
  await submitCorrected(stage, authoritySeat, leadUnit, round, 'appraisal')
  if (stage.playerOf(lead) !== founder) {
    await receive(stage.playerOf(lead), [await send(stage, authoritySeat, [lead], 'delta')])
  }
}

/** The seat of the unit that inspects `unit` in the ring of `planRing`. */
function inspectorOf(members: readonly Unit[], unit: Unit): Seat {
  const next = members[(members.indexOf(unit) + 1) % members.length] ?? unit
  return unitSeat(next.code)
}

async function submitCorrected(
  stage: Stage,
  seat: Seat,
  unit: Unit,
  round: RoundCode,
  layer: 'cross' | 'appraisal',
): Promise<void> {
  const player = stage.playerOf(seat)
  const key = { round, subject: subjectOf(unit), layer } as const
  const sheet = await player.call('sheets.open', key)
  const below = (layer === 'appraisal' ? sheet.layers.cross : null) ?? sheet.layers.self
  const before: readonly Entry[] = below?.entries ?? []
  const entries = correctedEntries(sheet.scale, before, layer, stage.dice(`${layer}/${round}/${unit.code}`))
  await player.call('sheets.submit', { ...key, entries: [...entries], note: 'Số liệu thực hành' })
}
