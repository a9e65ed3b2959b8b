import { type Failure, failure } from '../../shared/contract/failures.ts'
import type { SubjectCode } from '../../shared/domain/ids.ts'
import type { RoundClosed } from '../../shared/domain/round.ts'
import { compareText } from '../../shared/kernel/bytes.ts'
import { type Standings, tiedGroups } from '../../shared/scoring/standings.ts'

/**
 * The first lot or vote that settles nothing: it must name exactly the subjects of one tie, each once. A closing is
 * sealed for ever, so it takes none of which a reader would have to wonder what it means.
 * `standings`: without any settlement.
 */
export function tieProblem(ties: RoundClosed['ties'], standings: Standings): Failure<'tieInvalid'> | null {
  const groups = tiedGroups(standings)
  const here = new Set(standings.rows.map((row) => row.subject))
  const seen = new Set<SubjectCode>()
  for (const { subjects } of ties) {
    const foreign = subjects.filter((subject) => !here.has(subject))
    if (foreign.length > 0) return failure('tieInvalid', { why: 'foreign', subjects: foreign })
    const twice = subjects.filter(
      (subject, index) => seen.has(subject) || subjects.indexOf(subject) !== index,
    )
    if (twice.length > 0) return failure('tieInvalid', { why: 'repeated', subjects: [...new Set(twice)] })
    for (const subject of subjects) seen.add(subject)
    const group = groups.find((each) => subjects.every((subject) => each.includes(subject)))
    if (group === undefined) return failure('tieInvalid', { why: 'notTied', subjects })
    const missing = group.filter((subject) => !subjects.includes(subject)).sort(compareText)
    if (missing.length > 0) return failure('tieInvalid', { why: 'notWhole', subjects: missing })
  }
  return null
}
