import { agreementCalls } from './agreement.ts'
import type { Envelope, FailureOf, InputOf, OutputOf } from './define.ts'
import { exchangeCalls } from './exchange.ts'
import { fileCalls } from './files.ts'
import { formDraftCalls } from './form-drafts.ts'
import { repairCalls } from './repair.ts'
import { roundCalls } from './rounds.ts'
import { seasonCalls } from './season.ts'
import { sheetCalls } from './sheets.ts'
import { workspaceCalls } from './workspace.ts'

/** Every call there is. A name that is not an own key here does not exist. */
export const calls = {
  ...workspaceCalls,
  ...fileCalls,
  ...seasonCalls,
  ...agreementCalls,
  ...sheetCalls,
  ...formDraftCalls,
  ...roundCalls,
  ...repairCalls,
  ...exchangeCalls,
} as const

export type Calls = typeof calls
export type CallName = keyof Calls
export type CallInput<Name extends CallName> = InputOf<Calls[Name]>
export type CallOutput<Name extends CallName> = OutputOf<Calls[Name]>
export type CallFailure<Name extends CallName> = FailureOf<Calls[Name]>
export type CallEnvelope<Name extends CallName> = Envelope<CallOutput<Name>, CallFailure<Name>>
