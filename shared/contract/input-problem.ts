/**
 * What is wrong with one value that somebody gave: on a screen, in a preset file. Sentences: `shared/messages`.
 * The first group is about the value itself, the second about how it stands to the rest of the season or input.
 */
export type InputFault =
  /** Nothing that can be shown is left of the text. */
  | 'empty'
  /** A field that has to be there is not. */
  | 'missing'
  | 'tooLong'
  | 'tooManyMarks'
  | 'tooFew'
  | 'tooMany'
  | 'tooSmall'
  | 'tooLarge'
  /** Deeper than a record may nest. */
  | 'tooDeep'
  /** More than one record holds. */
  | 'recordTooLarge'
  /** Not written as such a value is written. */
  | 'form'
  | 'repeated'
  /** Differs from another one in capitals only: their files would have one name on Windows. */
  | 'sameButForCase'
  /** The season has no such cluster, unit, seat, round or record. */
  | 'unknown'
  /** A tie-breaker names a group that the scale does not have. */
  | 'noSuchGroup'
  /** Known, but not of this cluster. */
  | 'notMember'
  /** The deputy is the lead itself. */
  | 'leadItself'
  | 'adjustedBySelf'
  | 'reasonMissing'
  /** The last day lies before the first. */
  | 'endsBeforeItBegins'

export interface InputProblem {
  /** The path to the value: `articles.0.title`. */
  readonly field: string
  /** The value as it may stand in a sentence: short, and without characters that would turn the sentence around. */
  readonly value: string
  readonly why: InputFault
  /** What the value is measured against, where there is such a thing. */
  readonly limit: number | null
}

export function inputProblem(
  field: string,
  value: unknown,
  why: InputFault,
  limit: number | null = null,
): InputProblem {
  return { field, value: shownValue(value), why, limit }
}

/** The value at a path such as `articles.0.title`; undefined where there is none. */
export function valueAt(whole: unknown, field: string): unknown {
  if (field === '') return whole
  return field.split('.').reduce<unknown>((inner, step) => {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, step)) return undefined
    return (inner as { readonly [step: string]: unknown })[step] // an own member, as just asked
  }, whole)
}

const mostShown = 80

function shownValue(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') return ''
  const cut = value.length > mostShown ? `${value.slice(0, mostShown)}…` : value
  return cut.toWellFormed().replace(unshown, (character) => {
    return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`
  })
}

/** What cannot be seen, turns text around, or heaps upon the letter before. */
const unshown = /[\p{C}\p{M}\p{Zl}\p{Zp}]/gu
