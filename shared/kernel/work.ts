/**
 * Long work in steps, so that whoever runs it can show how far it is, give others their turn, and stop it. Each
 * yield tells how much was done since the last one, in bytes or what is about as much work. Between two yields lies
 * no more than a few milliseconds, wherever the work can be cut at all. Stopping is `return()`: `finally` cleans up.
 */
export type Work<Value> = Generator<number, Value, undefined>

/** Runs work in one go, for those who have nobody to wait for them. */
export function finish<Value>(work: Work<Value>): Value {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}
