import { concatBytes, utf8Bytes } from '../../../shared/kernel/bytes.ts'
import type { Clock, Hasher, RandomSource } from '../../../shared/kernel/ports.ts'

/**
 * Predictable bytes for practice seasons: SHA-256 in counter mode over a seed and the name of one machine, so that
 * machines may play at the same time and still draw the same bytes in every play.
 */
export function seededRandom(hasher: Hasher, seed: number, machine: string): RandomSource {
  const prefix = utf8Bytes(`giaouoc/practice/1\0${seed}\0${machine}\0`)
  let block = new Uint8Array(0)
  let counter = 0
  return {
    bytes(length) {
      const bytes = new Uint8Array(length)
      for (let at = 0; at < length; ) {
        if (block.length === 0) {
          block = new Uint8Array(hasher.sha256(concatBytes(prefix, utf8Bytes(String(counter++)))))
        }
        const part = block.subarray(0, length - at)
        bytes.set(part, at)
        block = block.subarray(part.length)
        at += part.length
      }
      return bytes
    },
  }
}

/** A clock that stands still until the play moves it, ticking one second per reading. */
export interface SeededClock extends Clock {
  moveTo(instant: string): void
}

export function seededClock(start: string): SeededClock {
  let milliseconds = Date.parse(start)
  return {
    now() {
      milliseconds += 1000
      return new Date(milliseconds).toISOString()
    },
    moveTo(instant) {
      milliseconds = Date.parse(instant)
    },
  }
}
