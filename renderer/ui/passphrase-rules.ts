import { isPredictable, shortestPassphrase } from '../../shared/domain/passphrase.ts'

/** The host decides, by the same rules; these say while typing what it will say. */
export interface PassphraseRules {
  readonly longEnough: boolean
  /** Plain letters, digits and punctuation: the same on every keyboard and input method. */
  readonly plain: boolean
  /** Not one character, a run, a row of keys or a short pattern over and over. */
  readonly varied: boolean
  readonly same: boolean
}

export function passphraseRules(value: string, again: string): PassphraseRules {
  return {
    longEnough: value.length >= shortestPassphrase,
    plain: value !== '' && /^[\x20-\x7e]+$/.test(value),
    varied: !isPredictable(value),
    same: value !== '' && value === again,
  }
}

export function passphraseReady(value: string, again: string): boolean {
  const rules = passphraseRules(value, again)
  return rules.longEnough && rules.plain && rules.varied && rules.same
}
