import { randomBytes } from 'node:crypto'
import type { Clock, RandomSource } from '../../../shared/kernel/ports.ts'

/** This machine's clock, however wrong. */
export const systemClock: Clock = { now: () => new Date().toISOString() }

/** The operating system's random source. */
export const systemRandom: RandomSource = { bytes: (length) => new Uint8Array(randomBytes(length)) }
