import type { RecordId } from '../domain/ids.ts'
import type { InspectionPlanned } from '../domain/round.ts'
import { layers } from '../domain/sheet.ts'
import { compareText } from '../kernel/bytes.ts'
import { placeOfClaim } from './claim-problems.ts'
import type { FactOf, InspectionTeam, SeasonOutline } from './fact.ts'
import { ownerSeats } from './ownership.ts'
import { competitionOf } from './places.ts'
import type { Precedence } from './precedence.ts'
import type { SheetVersion, Versioned } from './state.ts'
import { originOf } from './valid-facts.ts'

type SheetFact = FactOf<'sheet.submitted/1'>

/**
 * All sheets with their standing, sorted by round, subject and layer, the newest first. The current sheet of a
 * round, subject and layer: own before entered-for, then the latest holder, then the highest number. A cross sheet
 * made under an older plan is kept, not counted.
 */
export function foldSheets(
  facts: readonly SheetFact[],
  plans: readonly Versioned<InspectionPlanned>[],
  season: SeasonOutline,
  precedence: Precedence,
): readonly SheetVersion[] {
  const currentPlans = plans.filter((plan) => plan.current)
  const planFor = (fact: SheetFact): CurrentPlan | null => {
    if (fact.claim.layer !== 'cross') return null
    const competition = competitionOf(season, fact.claim.round, fact.claim.subject)
    if (typeof competition === 'string') return null
    const { cluster } = competition
    const plan = currentPlans.find(({ body }) => body.round === fact.claim.round && body.cluster === cluster)
    return plan === undefined ? null : { id: plan.record, teams: plan.body.teams }
  }
  return [...slotsOf(facts)]
    .sort(([left], [right]) => compareText(left, right))
    .flatMap(([, sheets]) => sheetsInSlot(sheets, planFor, season, precedence))
}

interface CurrentPlan {
  readonly id: RecordId
  readonly teams: readonly InspectionTeam[]
}

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
  planFor: (fact: SheetFact) => CurrentPlan | null,
  season: SeasonOutline,
  precedence: Precedence,
): readonly SheetVersion[] {
  const [any] = sheets
  if (any === undefined) return []
  const plan = planFor(any)
  const isOutdated = (fact: SheetFact): boolean => plan !== null && fact.claim.plan !== plan.id
  const comparing = (enteredFor: boolean): ReturnType<Precedence> => {
    const place = placeOfClaim({ ...any.claim, enteredFor }, plan?.teams ?? null)
    return precedence(place === null ? [] : ownerSeats(season, place))
  }
  const sorted = [false, true].flatMap((enteredFor) =>
    sheets.filter((fact) => fact.claim.enteredFor === enteredFor).sort(comparing(enteredFor)),
  )
  const current = sorted.find((fact) => !isOutdated(fact))
  return sorted.map((fact) => ({
    ...originOf(fact),
    round: fact.claim.round,
    subject: fact.claim.subject,
    layer: fact.claim.layer,
    scale: fact.claim.scale,
    assignments: fact.claim.assignments,
    plan: fact.claim.plan,
    replaces: fact.claim.replaces,
    enteredFor: fact.claim.enteredFor,
    scored: fact.claim.scored,
    standing: isOutdated(fact) ? 'planOutdated' : fact === current ? 'current' : 'superseded',
  }))
}
