import type { CallResult } from '../../transport/call-host.ts'
import type { Sent } from './keeper.ts'

/** What became of a draft that was sent. */
export function sentOf(answer: CallResult<'sheets.saveDraft'> | CallResult<'forms.save'>): Sent {
  if (answer.ok) return { sent: 'kept', ...answer.value }
  const { error } = answer
  return { sent: error.kind === 'refused' && error.failure.code === 'draftChanged' ? 'aside' : 'failed' }
}
