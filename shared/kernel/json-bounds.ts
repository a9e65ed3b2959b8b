/**
 * What JSON may ask for before it is parsed. Its bytes say little about its cost: a million empty lists in two
 * megabytes take a hundred megabytes and a second, and objects that are all unlike cost more than either.
 */
export interface JsonBounds {
  /** Containers around a value: the outermost one stands at depth 0. */
  readonly depth: number
  readonly containers: number
  readonly values: number
  /** Of one object. */
  readonly keys: number
  /** Keys that are not the ones at the same place of the object before, at the same depth. */
  readonly unlikeKeys: number
}

export type JsonExcess = 'tooDeep' | 'tooManyValues' | 'tooManyKeys'

/**
 * Which bound a JSON text breaks, or null. One walk over its bytes that keeps nothing, so that a parser meets only
 * what it can do at once. Never counts less than there is; whether the bytes are JSON at all is for the parser.
 */
export function jsonExcess(bytes: Uint8Array, bounds: JsonBounds): JsonExcess | null {
  const lastKeys = new KeysBefore(bytes, bounds)
  let depth = -1
  let containers = 0
  let commas = 0
  let unlike = 0
  let stringFrom = 0
  for (let index = 0; index < bytes.length; index++) {
    switch (bytes[index]) {
      case quote:
        stringFrom = index
        index = endOfString(bytes, index + 1)
        break
      case 0x7b: // {
      case 0x5b: // [
        if (++depth > bounds.depth) return 'tooDeep'
        if (++containers > bounds.containers) return 'tooManyValues'
        lastKeys.open(depth)
        break
      case 0x7d: // }
      case 0x5d: // ]
        if (depth >= 0) depth--
        break
      case 0x2c: // ,
        // A container that is not empty holds one more than it has commas.
        if (++commas + containers >= bounds.values) return 'tooManyValues'
        break
      case 0x3a: {
        // :
        if (depth < 0) break // no JSON
        const place = lastKeys.next(depth)
        if (place < 0) return 'tooManyKeys'
        if (lastKeys.isLike(place, stringFrom, index)) break
        if (++unlike > bounds.unlikeKeys) return 'tooManyKeys'
      }
    }
  }
  return null
}

/** The keys of the newest object at each depth, by where they stand. */
class KeysBefore {
  readonly #bytes: Uint8Array
  readonly #keys: number
  /** How many keys the open object has so far, by depth. */
  readonly #count: Int32Array
  /** Where the key at each place begins and ends, its quotes included. */
  readonly #from: Int32Array
  readonly #to: Int32Array

  constructor(bytes: Uint8Array, { depth, keys }: JsonBounds) {
    this.#bytes = bytes
    this.#keys = keys
    this.#count = new Int32Array(depth + 1)
    this.#from = new Int32Array((depth + 1) * keys)
    this.#to = new Int32Array((depth + 1) * keys)
  }

  open(depth: number): void {
    this.#count[depth] = 0
  }

  /** The place of the next key at this depth; -1: there is none left. */
  next(depth: number): number {
    const before = this.#count[depth] ?? 0
    if (before >= this.#keys) return -1
    this.#count[depth] = before + 1
    return depth * this.#keys + before
  }

  /** Whether a key is the one that stood at its place before. It is what stands there from now on. */
  isLike(place: number, from: number, to: number): boolean {
    const bytes = this.#bytes
    const before = this.#from[place] ?? 0
    const length = (this.#to[place] ?? 0) - before
    this.#from[place] = from
    this.#to[place] = to
    if (length !== to - from) return false
    for (let at = 0; at < length; at++) if (bytes[before + at] !== bytes[from + at]) return false
    return true
  }
}

const quote = 0x22
const backslash = 0x5c

/** Where a string ends that begins before `from`: at its closing quote, or behind the text. */
function endOfString(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1
  return at
}
