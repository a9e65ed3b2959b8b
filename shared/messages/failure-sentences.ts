import type { Failure, FailureCode } from '../contract/failures.ts'
import type { Names } from './words.ts'

/** What happened (title) and to what and what to do (body). */
export interface Sentence {
  readonly title: string
  readonly body: string
}
export interface BilingualSentence {
  readonly vi: Sentence
  readonly en: Sentence
}

/** One sentence per code; a missing code does not compile. */
export type SentencesFor<Code extends FailureCode> = {
  readonly [Each in Code]: (
    failure: Failure<Each>,
    names: { readonly vi: Names; readonly en: Names },
  ) => BilingualSentence
}

/** Vietnamese title and body, then English title and body. */
export function say(viTitle: string, viBody: string, enTitle: string, enBody: string): BilingualSentence {
  return { vi: { title: viTitle, body: viBody }, en: { title: enTitle, body: enBody } }
}

/** Sizes as people read them: `12,5 MB` / `12.5 MB`. */
export function sizeText(bytes: number, language: 'vi' | 'en'): string {
  const units = ['B', 'KB', 'MB', 'GB']
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  const text = unit === 0 ? String(value) : value.toFixed(1)
  return `${language === 'vi' ? text.replace('.', ',') : text} ${units[unit]}`
}
