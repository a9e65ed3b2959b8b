import {
  type CallFailure,
  type CallInput,
  type CallName,
  type CallOutput,
  calls,
} from '../../shared/contract/calls.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { announceChanges } from './changes.ts'
import { electronTransport } from './electron-transport.ts'
import { httpTransport } from './http-transport.ts'
import type { CallManner, Transport } from './transport.ts'

/** What can come of a call besides its value: each kind is shown in its own way. */
export type CallProblem<Failure> =
  /** Expected: part of the call's closed union; a sentence says what to do. */
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** A defect of the screen: the request itself was wrong. */
  | {
      readonly kind: 'invalid'
      readonly issues: readonly { readonly path: string; readonly message: string }[]
    }
  /** A defect of the host: only its number is known here. */
  | { readonly kind: 'incident'; readonly incident: string }
  | { readonly kind: 'unreachable' }

export type CallResult<Name extends CallName> = Result<CallOutput<Name>, CallProblem<CallFailure<Name>>>

/** The host of this window, found once. */
export const transport: Transport = electronTransport() ?? httpTransport()

/** The one typed door to the host: also where every window learns what a command of its own changed. Never rejects. */
export async function callHost<Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
  how: CallManner = { outlives: false },
): Promise<CallResult<Name>> {
  const { changes } = calls[name]
  let answer: unknown
  try {
    answer = await transport.call({ id: crypto.randomUUID(), name, input }, how)
  } catch {
    return err({ kind: 'unreachable' })
  } finally {
    // Whatever came back: a refused command, or one without an answer, may have changed something all the same.
    announceChanges(changes)
  }
  return readEnvelope<Name>(answer)
}

function readEnvelope<Name extends CallName>(answer: unknown): CallResult<Name> {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return err({ kind: 'unreachable' })
  // The host is our own program and sends the values the contract declares; its envelope is not parsed again here.
  if (answer.ok === true && 'value' in answer) return ok(answer.value as CallOutput<Name>)
  if ('error' in answer) return err({ kind: 'refused', failure: answer.error as CallFailure<Name> })
  if ('invalid' in answer) {
    return err({
      kind: 'invalid',
      issues: answer.invalid as readonly { readonly path: string; readonly message: string }[],
    })
  }
  if ('incident' in answer) return err({ kind: 'incident', incident: String(answer.incident) })
  return err({ kind: 'unreachable' })
}
