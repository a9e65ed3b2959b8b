import type { Gap } from '../../shared/contract/rounds.ts'
import type { SheetDifference } from '../../shared/contract/side-by-side.ts'
import type { ClusterCode, RecordId, RoundCode, SubjectCode } from '../../shared/domain/ids.ts'
import type { RoundClosed } from '../../shared/domain/round.ts'
import { expectDefined } from '../../shared/kernel/result.ts'
import { type RoundBasis, sheetOn } from './round-basis.ts'
import { countedSideBySide } from './round-standings.ts'
import { type PlaceStandings, type StandingsSource, standingsAt } from './standings.ts'

interface PlaceInput {
  readonly round: RoundCode
  readonly cluster: ClusterCode | null
}

/** A subject without any entry that counts lacks its whole sheet; otherwise each criterion is a gap of its own. */
export function gapsOf({ standings }: PlaceStandings): readonly Gap[] {
  return standings.standings.rows.flatMap((row): readonly Gap[] => {
    if (row.status !== 'incomplete') return []
    const { subject } = row
    return hasNothing(standings, subject)
      ? [{ subject, criterion: null }]
      : row.missing.map((criterion) => ({ subject, criterion }))
  })
}

function hasNothing(standings: PlaceStandings['standings'], subject: SubjectCode): boolean {
  return standings.scores.get(subject)?.criteria.every((score) => score.points === null) ?? true
}

/** A sheet chosen among those of several members: by the members' own minutes, or by the lead. */
export type ChosenSheet = Pick<RoundClosed['choices'][number], 'counts' | 'reason'> & {
  readonly by: 'minutes' | 'lead'
}

/** Where members differ, on whatever layer, and none of their sheets is chosen, item by item. */
export function openDifferences(
  source: StandingsSource,
  input: PlaceInput,
  { basis }: PlaceStandings,
): readonly SheetDifference[] {
  const open = basis.sideBySide.filter((each) => each.open)
  const counted = countedSideBySide(basis).filter((each) => each.open)
  // What would be missing depends on the choice, and of one subject on its own sheets alone: reckoned with the first
  // sheets of all subjects chosen, then with the second ones, and so on.
  const most = Math.max(0, ...counted.map(({ sheets }) => sheets.length))
  const missing = new Map<RecordId, readonly Gap['criterion'][]>()
  for (let place = 0; place < most; place++) {
    const sheets = counted.map(({ subject, sheets }) => ({ subject, sheet: sheets[place] ?? sheets[0] }))
    const chosen = sheets.flatMap(({ sheet }) => sheet?.version.record ?? [])
    const found = standingsAt(source, input, { traces: false, chosen })
    if (!found.ok) continue
    const gaps = Map.groupBy(gapsOf(found.value), (gap) => gap.subject)
    for (const { subject, sheet } of sheets) {
      if (sheet === undefined) continue
      missing.set(
        sheet.version.record,
        (gaps.get(subject) ?? []).map(({ criterion }) => criterion),
      )
    }
  }
  return open.map(({ subject, layer, sheets, differences }) => ({
    subject,
    layer,
    sheets: sheets.map(({ version, body }) => ({
      record: version.record,
      seat: version.seat,
      actor: version.actor,
      at: version.at,
      oldScale: body.scale !== basis.scale.record,
      missing: missing.get(version.record) ?? [],
    })),
    criteria: differences,
  }))
}

/** What the closing says about sheets that stood side by side: which one counts, and what settled it. */
export function choicesOf(basis: RoundBasis, chosen: readonly ChosenSheet[]): RoundClosed['choices'] {
  return basis.sideBySide.map(({ subject, layer, sheets }) => {
    const records = sheets.map(({ version }) => version.record)
    const choice = chosen.find(({ counts }) => records.includes(counts))
    const counts = choice?.counts ?? sheetOn(basis, subject, layer)?.record
    return {
      subject,
      layer,
      counts: expectDefined(counts, 'one of the sheets counts'),
      beside: records.filter((record) => record !== counts),
      by: choice?.by ?? 'equal',
      reason: choice?.reason ?? '',
    }
  })
}
