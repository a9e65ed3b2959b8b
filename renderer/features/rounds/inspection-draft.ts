import type { FormDraftOf } from '../../../shared/contract/form-drafts.ts'
import type { PlanView } from '../../../shared/contract/rounds.ts'
import type { Seat, SubjectCode } from '../../../shared/domain/ids.ts'

type Member = PlanView['members'][number]

export interface TeamDraft {
  /** For React only. */
  readonly key: number
  /** The one named first enters, where nobody else is chosen for a subject. */
  readonly seats: readonly Seat[]
  readonly subjects: readonly SubjectCode[]
  readonly enters: ReadonlyMap<SubjectCode, Seat>
}

export type PlanProblem =
  | { readonly problem: 'ownUnit' | 'twice'; readonly subject: SubjectCode }
  | { readonly problem: 'emptyTeam'; readonly no: number }

let lastKey = 0

export function teamDraft(
  seats: readonly Seat[],
  subjects: readonly SubjectCode[],
  enters: TeamDraft['enters'] = new Map(),
): TeamDraft {
  lastKey += 1
  return { key: lastKey, seats, subjects, enters }
}

/** The member that enters the sheet of a subject; null: the team has none yet. */
export function enteringSeat({ seats, enters }: TeamDraft, subject: SubjectCode): Seat | null {
  const chosen = enters.get(subject)
  return chosen !== undefined && seats.includes(chosen) ? chosen : (seats[0] ?? null)
}

/** Teams as people see them: a plan tells who enters by the member named first, so one team may stand in several. */
export function draftsOf(teams: PlanView['teams']): readonly TeamDraft[] {
  const same = Map.groupBy(teams, ({ seats }) => [...seats].sort().join(' '))
  return [...same.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return []
    const all = [first, ...others]
    const enters = all.flatMap(({ seats: [seat], subjects }) =>
      seat === undefined ? [] : subjects.map((subject) => [subject, seat] as const),
    )
    return [
      teamDraft(
        first.seats,
        all.flatMap(({ subjects }) => subjects),
        new Map(enters),
      ),
    ]
  })
}

/** The teams of the plan: subjects that different members enter stand in teams of their own. */
export function teamsOf(drafts: readonly TeamDraft[]): { seats: Seat[]; subjects: SubjectCode[] }[] {
  return drafts.flatMap((draft) => {
    const bySeat = Map.groupBy(draft.subjects, (subject) => enteringSeat(draft, subject))
    return [...bySeat].map(([seat, subjects]) => {
      const others = draft.seats.filter((each) => each !== seat)
      return { seats: seat === null ? others : [seat, ...others], subjects }
    })
  })
}

/** Every member inspects the one `step` places further round: a ring, so nobody inspects itself. */
export function rotation(members: readonly Member[], step: number): readonly TeamDraft[] {
  const count = members.length
  if (count < 2) return []
  const turn = ((((step - 1) % (count - 1)) + (count - 1)) % (count - 1)) + 1
  return members.flatMap((member, index) => {
    const inspected = members[(index + turn) % count]
    return inspected === undefined ? [] : [teamDraft([member.seat], [inspected.subject])]
  })
}

/** What the host would refuse, said while planning. */
export function planProblems(
  teams: readonly TeamDraft[],
  members: readonly Member[],
): readonly PlanProblem[] {
  const problems: PlanProblem[] = []
  const seen = new Set<SubjectCode>()
  for (const [index, team] of teams.entries()) {
    if (team.seats.length === 0 || team.subjects.length === 0) {
      problems.push({ problem: 'emptyTeam', no: index + 1 })
    }
    for (const subject of team.subjects) {
      if (seen.has(subject)) problems.push({ problem: 'twice', subject })
      seen.add(subject)
      const own = members.find((member) => member.subject === subject)
      if (own !== undefined && team.seats.includes(own.seat)) problems.push({ problem: 'ownUnit', subject })
    }
  }
  return problems
}

export function uncovered(teams: readonly TeamDraft[], members: readonly Member[]): readonly Member[] {
  const covered = new Set(teams.flatMap(({ subjects }) => subjects))
  return members.filter(({ subject }) => !covered.has(subject))
}

/** The plan being made as it is kept on this machine. */
export function keptTeams(teams: readonly TeamDraft[]): FormDraftOf<'inspection'> {
  return {
    form: 'inspection',
    teams: teams.map(({ seats, subjects, enters }) => ({
      seats: [...seats],
      subjects: [...subjects],
      enters: [...enters].map(([subject, seat]) => ({ subject, seat })),
    })),
  }
}

/** A team's place is its key: every field of it is controlled. */
export function teamsKept({ teams }: FormDraftOf<'inspection'>): readonly TeamDraft[] {
  return teams.map(({ seats, subjects, enters }, key) => ({
    key,
    seats,
    subjects,
    enters: new Map(enters.map(({ subject, seat }) => [subject, seat])),
  }))
}
