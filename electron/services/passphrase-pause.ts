import { type Failure, failure } from '../../shared/contract/failures.ts'
import type { Machine } from './machine.ts'

/** Between a wrong passphrase, or code, and the next try. */
export const pauseSeconds = 2

/**
 * Seconds until a passphrase may be tried again; asked before the key derivation is started. Counted by a stopwatch,
 * so that no clock that is set shortens it; after a restart it begins anew where the last try was not a right one.
 */
export function pauseLeft(machine: Machine): number {
  const { elapsed, folder } = machine.ports
  const from = machine.wrongTryAt ?? (folder.wasLastTryRight() ? null : machine.startedAt)
  return from === null ? 0 : Math.max(0, Math.ceil(pauseSeconds - (elapsed() - from) / 1000))
}

/** Tries a passphrase or code: the folder remembers it as wrong until it was found right, whatever ends meanwhile. */
export function tryPassphrase<Outcome>(
  machine: Machine,
  act: () => Outcome,
  judge: (outcome: Outcome) => 'right' | 'wrong' | 'notTried',
): Outcome {
  const { elapsed, folder } = machine.ports
  const wasRight = folder.wasLastTryRight()
  folder.beginTry()
  const outcome = act()
  switch (judge(outcome)) {
    case 'right':
      machine.wrongTryAt = null
      folder.rightTry()
      break
    case 'wrong':
      machine.wrongTryAt = elapsed()
      break
    case 'notTried':
      // Something else stood in the way, so nothing was learnt about the passphrase.
      if (wasRight) folder.rightTry()
  }
  return outcome
}

export function wrongPassphrase(): Failure<'wrongPassphrase'> {
  return failure('wrongPassphrase', { waitSeconds: pauseSeconds })
}
