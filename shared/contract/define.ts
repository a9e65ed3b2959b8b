import type { z } from 'zod'

/**
 * When a call is answered.
 * `anyone`: always. `unlocked`: only with an open workspace. `readingFiles`: then, or on a machine that has no
 * accounts yet, which looks for a bundle to join with. `keepingSlip`: with an open workspace, or while a founding is
 * prepared, whose slip must be kept before anything is written.
 */
export type Access = 'anyone' | 'unlocked' | 'readingFiles' | 'keepingSlip'

/**
 * One call between screen and host, declared once: the host validates with `input`, the screen gets the types.
 * Output and failure live in the type only; what the host sends is its own typed value.
 */
export interface CallSpec<Input, Output, Failure> {
  /** Queries change nothing and may be repeated; commands are deliberate acts. */
  readonly kind: 'query' | 'command'
  readonly access: Access
  readonly input: z.ZodType<Input>
  /** Queries whose answers may be others afterwards; empty for queries. Held to by a test over all calls. */
  readonly changes: Changes
  readonly types?: { readonly output: Output; readonly failure: Failure }
}

/** Names of queries, or all of them: whatever writes a record or opens, closes and moves the workspace. */
export type Changes = 'everything' | readonly string[]

export function query<Output, Failure = never>() {
  return <Input>(
    access: CallSpec<Input, Output, Failure>['access'],
    input: z.ZodType<Input>,
  ): CallSpec<Input, Output, Failure> => ({
    kind: 'query',
    access,
    input,
    changes: [],
  })
}

export function command<Output, Failure = never>() {
  return <Input>(
    access: CallSpec<Input, Output, Failure>['access'],
    input: z.ZodType<Input>,
    changes: Changes = 'everything',
  ): CallSpec<Input, Output, Failure> => ({
    kind: 'command',
    access,
    input,
    changes,
  })
}

export type InputOf<Spec> = Spec extends CallSpec<infer Input, infer _Output, infer _Failure> ? Input : never
export type OutputOf<Spec> =
  Spec extends CallSpec<infer _Input, infer Output, infer _Failure> ? Output : never
export type FailureOf<Spec> =
  Spec extends CallSpec<infer _Input, infer _Output, infer Failure> ? Failure : never

/** What comes back for every call. Three kinds of failure, three routes. */
export type Envelope<Value, Failure> =
  | { readonly id: string; readonly ok: true; readonly value: Value }
  /** Expected: part of the call's closed union; of every call's are `locked` and `inputRefused`. */
  | { readonly id: string; readonly ok: false; readonly error: Failure }
  /** The request itself was wrong: a defect of the screen, named precisely. */
  | {
      readonly id: string
      readonly ok: false
      readonly invalid: readonly { readonly path: string; readonly message: string }[]
    }
  /** A defect: logged on the machine, only its number travels. */
  | { readonly id: string; readonly ok: false; readonly incident: string }

/** Pushed from host to screen. */
export type Topic =
  | { readonly topic: 'changed'; readonly dataVersion: number; readonly changes: Changes }
  | {
      readonly topic: 'progress'
      readonly task: 'import' | 'export' | 'practice'
      readonly done: number
      readonly total: number
    }
  | { readonly topic: 'locked' }
