import type { Access } from '../../shared/contract/define.ts'
import type { Machine } from '../services/machine.ts'

/** Whether a call may be made now: the one place that decides it. */
export function mayCall(access: Access, machine: Machine): boolean {
  if (machine.session.state === 'open') return true
  switch (access) {
    case 'anyone':
      return true
    case 'unlocked':
      return false
    case 'readingFiles':
      return machine.prepared !== null || hasNoAccounts(machine)
    case 'keepingSlip':
      return machine.prepared !== null
  }
}

/** A folder that cannot be asked (in use, damaged) may well have accounts. */
function hasNoAccounts({ ports }: Machine): boolean {
  const state = ports.folder.state()
  return state.ok && state.value.state === 'new'
}
