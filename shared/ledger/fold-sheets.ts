import type { RecordId } from '../domain/ids.ts'
import type { InspectionPlanned } from '../domain/round.ts'
import { layers } from '../domain/sheet.ts'
import { compareText } from '../kernel/bytes.ts'
import { placeOfClaim } from './claim-problems.ts'
import type { FactOf, InspectionTeam, SeasonOutline } from './fact.ts'
import { ownerSeats } from './ownership.ts'
import { competitionOf } from './places.ts'
import type { Precedence, Ranked } from './precedence.ts'
import type { SheetVersion, Versioned } from './state.ts'
import { originOf } from './valid-facts.ts'

type SheetFact = FactOf<'sheet.submitted/1'>

/**
 * All sheets with their standing, sorted by round, subject and layer; of one layer first those that count or may
 * count. Own goes before entered-for. Members of an inspecting team who all enter stand side by side. A cross sheet
 * made under an older plan is kept, not counted.
 */
export function foldSheets(
  facts: readonly SheetFact[],
  plans: readonly Versioned<InspectionPlanned>[],
  season: SeasonOutline,
  precedence: Precedence,
): readonly SheetVersion[] {
  const teamsByPlan = new Map(plans.map((plan) => [plan.record, plan.body.teams]))
  const currentPlans = plans.filter((plan) => plan.current)
  /** The plan in force for a cross sheet. The other layers need none, and name none. */
  const planFor = ({ claim: { round, subject, layer } }: SheetFact): RecordId | null => {
    if (layer !== 'cross') return null
    const competition = competitionOf(season, round, subject)
    if (typeof competition === 'string') return null
    const { cluster } = competition
    return currentPlans.find(({ body }) => body.round === round && body.cluster === cluster)?.record ?? null
  }
  return [...slotsOf(facts)]
    .sort(([left], [right]) => compareText(left, right))
    .flatMap(([, sheets]) => sheetsInSlot(sheets, planFor, teamsByPlan, precedence))
}

type Teams = ReadonlyMap<RecordId, readonly InspectionTeam[]>

/** Where a sheet belongs: sheets of one slot are compared with each other and with no others. Sorts as sheets do. */
export function sheetSlot({
  round,
  subject,
  layer,
}: Pick<SheetVersion, 'round' | 'subject' | 'layer'>): string {
  return `${round} ${subject} ${layers.indexOf(layer)}`
}

function slotsOf(facts: readonly SheetFact[]): ReadonlyMap<string, readonly SheetFact[]> {
  const slots = new Map<string, SheetFact[]>()
  for (const fact of facts) {
    const key = sheetSlot(fact.claim)
    const slot = slots.get(key)
    if (slot === undefined) slots.set(key, [fact])
    else slot.push(fact)
  }
  return slots
}

function sheetsInSlot(
  sheets: readonly SheetFact[],
  planFor: (fact: SheetFact) => RecordId | null,
  teamsByPlan: Teams,
  precedence: Precedence,
): readonly SheetVersion[] {
  const [any] = sheets
  if (any === undefined) return []
  const plan = planFor(any)
  const outdated = [...new Set(sheets.map(({ claim }) => claim.plan))].filter((each) => each !== plan).sort()
  const ranked = (from: RecordId | null, enteredFor: boolean): readonly Ranked<SheetFact>[] => {
    const group = sheets.filter(({ claim }) => claim.plan === from && claim.enteredFor === enteredFor)
    const teams = from === null ? null : (teamsByPlan.get(from) ?? null)
    const place = placeOfClaim({ ...any.claim, enteredFor }, teams)
    return precedence(group, (season) => (place === null ? [] : ownerSeats(season, place)))
  }
  const own = ranked(plan, false)
  const afterOwn = ({ standing }: Ranked<SheetFact>): SheetVersion['standing'] =>
    standing === 'current' && own.length > 0 ? 'outranked' : standing
  const underOldPlans = outdated.flatMap((each) => [...ranked(each, false), ...ranked(each, true)])
  return [
    ...own.map((each) => versionOf(each, each.standing)),
    ...ranked(plan, true).map((each) => versionOf(each, afterOwn(each))),
    ...underOldPlans.map((each) => versionOf(each, 'planOutdated')),
  ]
}

function versionOf({ fact, seat }: Ranked<SheetFact>, standing: SheetVersion['standing']): SheetVersion {
  const { round, subject, layer, scale, assignments, plan, replaces, enteredFor, scored } = fact.claim
  return {
    ...originOf(fact),
    round,
    subject,
    layer,
    scale,
    assignments,
    plan,
    replaces,
    enteredFor,
    scored,
    seat,
    standing,
  }
}
