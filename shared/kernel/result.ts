/**
 * The outcome of something that may be refused. Expected failures travel as values with a closed error
 * union; only defects throw.
 */
export type Result<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure }

export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value }
}

export function err<Failure>(error: Failure): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error }
}

/** A state that the program itself must have made impossible. Thrown, logged with an incident id, never shown raw. */
export class Defect extends Error {
  override readonly name = 'Defect'
}

/** The value of a result whose failure would be a defect of this program, not of its input. */
export function expectOk<Value>(result: Result<Value, unknown>, why: string): Value {
  if (result.ok) return result.value
  throw new Defect(`${why}: ${JSON.stringify(result.error)}`)
}

/** The value itself, where its absence would be a defect. */
export function expectDefined<Value>(value: Value | undefined | null, why: string): Value {
  if (value === undefined || value === null) throw new Defect(why)
  return value
}

/** Makes a switch over a union fail to compile when a member is forgotten. */
export function exhausted(value: never): never {
  throw new Defect(`unexpected variant: ${JSON.stringify(value)}`)
}
