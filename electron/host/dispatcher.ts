import { StoreFault } from '../../db/sqlite/failure.ts'
import type {
  Access,
  CallSpec,
  Envelope,
  FailureOf,
  InputOf,
  OutputOf,
} from '../../shared/contract/define.ts'
import { failure } from '../../shared/contract/failures.ts'
import type { Result } from '../../shared/kernel/result.ts'
import { refusedInput } from '../services/input-problems.ts'
import { storeFailure } from '../services/storage-failures.ts'

/** Calls by name, as the contract declares them. */
export interface CallSpecs {
  readonly [name: string]: AnyCallSpec
}

/** One function per call: parsed input in, plain `Result` out. It may throw; that is then a defect. */
export type Handlers<Specs extends CallSpecs, Context> = {
  readonly [Name in keyof Specs]: (
    input: InputOf<Specs[Name]>,
    context: Context,
  ) => MaybeLater<Result<OutputOf<Specs[Name]>, FailureOf<Specs[Name]>>>
}

export interface DispatcherPorts<Context> {
  /** What the handlers get, or why the call is refused now (the workspace is locked). */
  authorise(access: Access): MaybeLater<Result<Context, unknown>>
  /** Logs a defect and gives the id under which it is found again. Must not throw. */
  reportDefect(call: string, thrown: unknown): string
}

export interface Dispatcher {
  /** Never rejects. `requestId` comes back as the envelope's `id`. */
  dispatch(name: string, input: unknown, requestId: string): Promise<Envelope<unknown, unknown>>
}

/**
 * The one way in: own-key look-up, schema parse, access check, handler, envelope. The parse comes before the
 * check, so that a malformed request is told apart from a locked workspace. A value that does not fit is refused in
 * words, whatever the call.
 */
export function createDispatcher<Specs extends CallSpecs, Context>(
  specs: Specs,
  ports: DispatcherPorts<Context>,
  handlers: Handlers<Specs, Context>,
): Dispatcher {
  const handlerOf = (name: string): AnyHandler<Context> => {
    // Inputs are parsed by the schema of the very same name, so the pair always fits.
    return handlers[name as keyof Specs] as unknown as AnyHandler<Context>
  }
  const answer = async (name: string, input: unknown, id: string): Promise<Envelope<unknown, unknown>> => {
    const spec = Object.hasOwn(specs, name) ? specs[name] : undefined
    if (spec === undefined) return { id, ok: false, invalid: [{ path: 'name', message: 'no such call' }] }
    const parsed = spec.input.safeParse(input)
    if (!parsed.success) {
      const { issues } = parsed.error
      const refused = refusedInput(issues, input)
      return refused === null
        ? { id, ok: false, invalid: issues.slice(0, shownIssues).map(readable) }
        : { id, ok: false, error: failure('inputRefused', refused) }
    }
    const allowed = await ports.authorise(spec.access)
    if (!allowed.ok) return { id, ok: false, error: allowed.error }
    const result = await handlerOf(name)(parsed.data, allowed.value)
    return result.ok ? { id, ok: true, value: result.value } : { id, ok: false, error: result.error }
  }
  return {
    dispatch: async (name, input, id) => {
      try {
        return await answer(name, input, id)
      } catch (thrown) {
        // A disk that fails while reading is no defect: reads have no `Result`, so their refusal arrives here.
        if (thrown instanceof StoreFault) return { id, ok: false, error: storeFailure(thrown.error) }
        return { id, ok: false, incident: ports.reportDefect(name, thrown) }
      }
    },
  }
}

/** A request with a million wrong items must not come back as a million sentences. */
const shownIssues = 20

type MaybeLater<Value> = Value | Promise<Value>
// biome-ignore lint/suspicious/noExplicitAny: schemas are invariant in their input; only `any` holds all of them
type AnyCallSpec = CallSpec<any, unknown, unknown>
type AnyHandler<Context> = (input: unknown, context: Context) => MaybeLater<Result<unknown, unknown>>

function readable(issue: { readonly path: readonly PropertyKey[]; readonly message: string }): {
  readonly path: string
  readonly message: string
} {
  return { path: issue.path.map(String).join('.'), message: issue.message }
}
