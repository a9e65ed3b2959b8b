import { err, ok, type Result } from './result.ts'

/**
 * The text that records, bundles and forms accept, and how what people type becomes such text. Everything here costs
 * time in proportion to the text: `normalize` alone does not (it sorts marks by insertion, and shifts the rest of a run
 * of composing letters with each composition). Source of the rule: ledger-and-bundles, "Canonical bytes".
 */

/** Most combining marks in a row; more is no writing system but an attack. Unicode's stream-safe form has the same. */
export const longestMarkRun = 30

/** Why typed text is refused: nothing of it may be dropped to make it fit. */
export type TextProblem = 'tooLong' | 'tooManyMarks'

/** True for text the formats accept: well formed, NFC, no controls but \n and \t, no bidi controls, no U+FEFF, marks within bounds. */
export function isCanonicalText(text: string): boolean {
  if (plainText.test(text)) return true
  return text.isWellFormed() && !forbidden.test(text) && !hasLongMarkRun(text) && normalised(text) === text
}

/**
 * What people typed, in canonical form, of at most `longest` UTF-16 units. Lengths and marks are looked at before
 * anything is normalised, and once more in what came out: composing shortens most texts, a few characters grow.
 * Text typed with separate marks may be four times as long before.
 */
export function textTyped(typed: string, longest: number): Result<string, TextProblem> {
  // Characters are dropped only from what has a bound, and runs are counted in what is left: dropping joins them.
  const before =
    typed.length > typedLengthOf(longest) ? 'tooLong' : textProblem(withoutForbidden(typed), longest)
  if (before !== null) return err(before)
  const text = normalised(withoutForbidden(typed))
  if (text.length > longest) return err('tooLong')
  return hasLongMarkRun(text) ? err('tooManyMarks') : ok(text)
}

/** Whether text is too long or too heaped to be normalised at all; for cells and arguments that are kept as they are. */
export function textProblem(typed: string, longest: number): TextProblem | null {
  if (typed.length > typedLengthOf(longest)) return 'tooLong'
  return hasLongMarkRun(typed) ? 'tooManyMarks' : null
}

/** How many UTF-16 units a text may have as it is typed, so that it can still be one of `longest` when composed. */
function typedLengthOf(longest: number): number {
  // A Vietnamese vowel is at most one unit composed and three typed with separate marks; one more for line ends.
  return longest * 4
}

/** As `textTyped` where nobody can be asked any more: marks beyond the bound are dropped like forbidden characters. */
export function canonicalText(text: string): string {
  let bounded = normalised(withBoundedMarks(withoutForbidden(text)))
  // A few characters come apart into several marks, so that a run may be too long only now.
  while (hasLongMarkRun(bounded)) bounded = normalised(withBoundedMarks(bounded))
  return bounded
}

/** The NFC of text without long runs of marks, in linear time; of other text slower, and just as right. */
export function normalised(text: string): string {
  if (text.length <= pieceLength) return text.normalize('NFC')
  const pieces: string[] = []
  for (let from = 0; from < text.length; ) {
    let to = startOfCluster(text, from + pieceLength)
    let piece = text.slice(from, to).normalize('NFC')
    // What begins the next piece may compose with what ends this one: then the cut must be made further on.
    while (to < text.length && composes(piece, text, to)) {
      to = startOfCluster(text, to + 1)
      piece = text.slice(from, to).normalize('NFC')
    }
    pieces.push(piece)
    from = to
  }
  return pieces.join('')
}

const plainText = /^[\x20-\x7e]*$/
const forbidden = /[[\p{Cc}\p{Bidi_Control}\uFEFF]--[\n\t]]/v
const allForbidden = new RegExp(forbidden, 'gv')
/** Marks of every combining class: a superset of what `normalize` may move, and easy to say in any language. */
const mark = /^\p{M}/u
/** Takes each run once, so that the search never goes back over it. */
const markRuns = new RegExp(`\\p{M}{1,${longestMarkRun + 1}}`, 'gu')
const marksBeyond = new RegExp(`(\\p{M}{${longestMarkRun}})\\p{M}+`, 'gu')
/** Short enough for its square to be nothing, long enough for most texts to be one piece. */
const pieceLength = 2000

function hasLongMarkRun(text: string): boolean {
  if (text.length <= longestMarkRun) return false
  for (const [run] of text.matchAll(markRuns)) {
    // A mark may take two units.
    if (run.length > longestMarkRun && [...run].length > longestMarkRun) return true
  }
  return false
}

function withoutForbidden(text: string): string {
  return text.replace(/\r\n?/g, '\n').toWellFormed().replace(allForbidden, '')
}

function withBoundedMarks(text: string): string {
  return text.length > longestMarkRun ? text.replace(marksBeyond, '$1') : text
}

/** The first index from `index` on where a character begins that is no mark. */
function startOfCluster(text: string, index: number): number {
  let at = index
  if (isLowSurrogate(text.charCodeAt(at)) && isHighSurrogate(text.charCodeAt(at - 1))) at++
  while (at < text.length) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
    if (!mark.test(character)) return at
    at += character.length
  }
  return text.length
}

/** Whether the character at `index` (no mark) becomes one with the end of `before`, or is changed by it. */
function composes(before: string, text: string, index: number): boolean {
  const at = isLowSurrogate(before.charCodeAt(before.length - 1)) ? before.length - 2 : before.length - 1
  const last = before.slice(Math.max(0, at))
  const next = String.fromCodePoint(text.codePointAt(index) ?? 0)
  return (last + next).normalize('NFC') !== last + next.normalize('NFC')
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
