import type { DeviceId } from '../domain/ids.ts'
import { frameHeadLength, frameKinds, viewOf } from './bundle-format.ts'
import type { Slice } from './bundle-header.ts'
import type { BundleLayout } from './bundle-layout.ts'

/** The frame in which a feed begins: with its author's founding or enrolment, if it is honest. */
export interface FeedBeginning {
  readonly author: DeviceId
  /** Of the payload, in the file. */
  readonly offset: number
  readonly length: number
}

/**
 * Walks over the heads of record frames while a file streams by, so that finding where feeds begin costs no read of
 * its own. Ends where a frame cannot be found; that it cannot is told when the frames are read.
 */
export class FrameWalk {
  readonly beginnings: FeedBeginning[] = []
  readonly #slices: readonly Slice[]
  readonly #framesTo: number
  readonly #head = new Uint8Array(frameHeadLength)
  readonly #view = viewOf(this.#head)
  /** Bytes of the head that have come. */
  #filled = 0
  /** Where the next piece begins in the file. */
  #offset: number
  /** Bytes before the next head, counted from where the next piece begins. */
  #before = 0
  #slice = 0
  #seq: number

  constructor(slices: readonly Slice[], { framesFrom, framesTo }: BundleLayout) {
    this.#slices = slices
    this.#offset = framesFrom
    this.#framesTo = framesTo
    this.#seq = slices[0]?.from ?? 0
  }

  over(piece: Uint8Array): void {
    let at = this.#before
    for (let slice = this.#slices[this.#slice]; slice !== undefined; slice = this.#slices[this.#slice]) {
      while (this.#filled < frameHeadLength && at < piece.length) {
        this.#head[this.#filled++] = piece[at++] as number // below the length
      }
      if (this.#filled < frameHeadLength) break
      this.#filled = 0
      const length = this.#view.getUint32(1)
      const offset = this.#offset + at
      if (this.#head[0] !== frameKinds.record || offset + length > this.#framesTo) {
        this.#slice = this.#slices.length
        break
      }
      if (this.#seq === 1) this.beginnings.push({ author: slice.author, offset, length })
      at += length
      this.#advance(slice)
    }
    this.#before = Math.max(0, at - piece.length)
    this.#offset += piece.length
  }

  #advance(slice: Slice): void {
    if (this.#seq < slice.to) this.#seq++
    else this.#seq = this.#slices[++this.#slice]?.from ?? 0
  }
}
