import type { CallFailure, CallInput, CallName, CallOutput } from '../../../shared/contract/calls.ts'
import type { FileHandle } from '../../../shared/contract/files.ts'
import type { Seat } from '../../../shared/domain/ids.ts'
import { Defect } from '../../../shared/kernel/result.ts'
import type { Dice } from './dice.ts'

/** One machine in a play: the application behind its contract, nothing else. */
export interface Player {
  /** The value of a call; a refusal is thrown as `PlayRefusal`, since a play has no refusals. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>
  /** The machine's handle for a path on the stick that all machines of the play share. */
  handle(path: string): FileHandle
}

/** Where a play is given: which machine holds which seat, the stick between them, the clock on the wall. */
export interface Stage {
  /** The machine that holds (or will hold) this seat; the same machine may hold several. */
  playerOf(seat: Seat): Player
  /** Folder of the stick. */
  readonly stick: string
  /** Account and passphrase used on every machine. */
  readonly account: string
  readonly passphrase: string
  /** Dice that always fall the same way for one name. */
  dice(name: string): Dice
  /** Moves the clocks of all machines. */
  moveClocks(instant: string): void
  /** How many machines may work at the same time. */
  readonly atOnce: number
  /** Told after each finished step. */
  progress(done: number, total: number): void
}

/** A call of the play was refused: a defect of the play or of the application. */
export class PlayRefusal extends Defect {
  readonly callName: CallName
  readonly failure: CallFailure<CallName>
  constructor(callName: CallName, failure: CallFailure<CallName>) {
    super(`${callName} was refused: ${JSON.stringify(failure)}`)
    this.callName = callName
    this.failure = failure
  }
}

/** Runs `work` for every item, at most `atOnce` at a time, and gives the results in the order of the items. */
export async function forEachAtOnce<Item, Value>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Value>,
): Promise<readonly Value[]> {
  const values = new Map<number, Value>()
  const queue = items.entries()
  const takeTurns = async (): Promise<void> => {
    for (const [index, item] of queue) values.set(index, await work(item))
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, takeTurns))
  return [...values].sort(([left], [right]) => left - right).map(([, value]) => value)
}
