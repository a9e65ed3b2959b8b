import type { Failure } from '../../../shared/contract/failures.ts'
import type { CallProblem, CallResult } from '../../transport/call-host.ts'
import type { Sent } from './keeper.ts'

/** What became of a draft that was sent. */
export function sentOf(answer: CallResult<'sheets.saveDraft'> | CallResult<'forms.save'>): Sent {
  if (answer.ok) return { sent: 'kept', ...answer.value }
  const { error: problem } = answer
  if (problem.kind === 'refused' && problem.failure.code === 'draftChanged') return { sent: 'aside' }
  return { sent: passes(problem) ? 'failed' : 'refused', problem }
}

/** Whether the same text may be kept a moment later: the disk, the lock and the host change, the text does not. */
function passes(problem: CallProblem<Failure>): boolean {
  if (problem.kind !== 'refused') return problem.kind === 'unreachable'
  return problem.failure.code === 'storeFailed' || problem.failure.code === 'locked'
}
