import { randomBytes } from 'node:crypto'
import type { Clock, RandomSource } from '../../../shared/kernel/ports.ts'
import type { Turns } from '../../services/ports.ts'

/** This machine's clock, however wrong. */
export const systemClock: Clock = { now: () => new Date().toISOString() }

/** The operating system's random source. */
export const systemRandom: RandomSource = { bytes: (length) => new Uint8Array(randomBytes(length)) }

/** After `setImmediate` messages and timers have had their turn. */
export const systemTurns: Turns = {
  now: () => performance.now(),
  next: () => new Promise((resolve) => setImmediate(resolve)),
}
