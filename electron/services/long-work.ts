import type { Topic } from '../../shared/contract/define.ts'
import { type Failure, failure } from '../../shared/contract/failures.ts'
import { FileFault } from '../../shared/exchange/bundle-source.ts'
import { err, type Result } from '../../shared/kernel/result.ts'
import type { Work } from '../../shared/kernel/work.ts'
import type { FileError } from '../../shared/ledger/storage-errors.ts'
import type { Machine } from './machine.ts'

/** What is under way on a machine and may be stopped: one act at a time. */
export interface LongWork {
  stop(): void
}

/** How long work goes on before others have their turn; well below what a person notices. */
const sliceMilliseconds = 20

/**
 * Runs work in slices, between which the machine answers other calls, and tells how far it is. A lock, `stopWork` and
 * the next long act stop it: its `finally` is run at once, and the answer is `cancelled`. `total` is in the units of
 * the work's yields; it need not be reached.
 */
export async function runLong<Value, Refusal>(
  machine: Machine,
  task: Extract<Topic, { readonly topic: 'progress' }>['task'],
  total: number,
  work: Work<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal | Failure<'cancelled'>>> {
  stopWork(machine)
  const { turns } = machine.ports
  const emit = (done: number): void => machine.emit({ topic: 'progress', task, done, total: 1000 })
  let stopped = false
  const under: LongWork = {
    stop() {
      stopped = true
      work.return(undefined as never) // the answer is given below; only `finally` matters here
    },
  }
  machine.work = under
  let done = 0
  let told = -1
  try {
    for (;;) {
      const until = turns.now() + sliceMilliseconds
      do {
        const step = work.next()
        if (step.done === true) return step.value
        done += step.value
      } while (turns.now() < until)
      const permille = Math.min(999, Math.floor((1000 * done) / Math.max(total, 1)))
      if (permille !== told) emit(permille)
      told = permille
      await turns.next()
      if (stopped) return err(failure('cancelled', {}))
    }
  } finally {
    if (machine.work === under) machine.work = null
    emit(1000)
  }
}

/** Stops what is under way, if anything is; whoever waits for it is told that it was cancelled. */
export function stopWork(machine: Machine): null {
  const { work } = machine
  machine.work = null
  work?.stop()
  return null
}

/** Work in which a drive may fail at any read or write: then that is its refusal. */
export function* refusingFaults<Value, Refusal, Fault>(
  work: Work<Result<Value, Refusal>>,
  refusalOf: (error: FileError) => Fault,
): Work<Result<Value, Refusal | Fault>> {
  try {
    return yield* work
  } catch (thrown) {
    if (thrown instanceof FileFault) return err(refusalOf(thrown.error))
    throw thrown
  }
}
