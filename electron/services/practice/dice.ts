import type { RandomSource } from '../../../shared/kernel/ports.ts'

/** Whole-number chance: no floating point, so that every machine throws the same dice from the same seed. */
export interface Dice {
  /** 0 … sides − 1. */
  below(sides: number): number
  /** True in `percent` of 100 throws. */
  chance(percent: number): boolean
  /** `from` … `to`, both included. */
  between(from: number, to: number): number
}

export function diceFrom(random: RandomSource): Dice {
  const below = (sides: number): number => {
    let value = 0
    // 4 bytes for at most a few thousand sides: the bias is far below anything practice data could show.
    for (const byte of random.bytes(4)) value = value * 256 + byte
    return value % sides
  }
  return {
    below,
    chance: (percent) => below(100) < percent,
    between: (from, to) => from + below(to - from + 1),
  }
}
