/** The host decides; these say while typing what it will say. */
export interface PassphraseRules {
  readonly longEnough: boolean
  /** Plain letters, digits and punctuation: the same on every keyboard and input method. */
  readonly plain: boolean
  readonly same: boolean
}

const fewestCharacters = 13

export function passphraseRules(value: string, again: string): PassphraseRules {
  return {
    longEnough: value.length >= fewestCharacters,
    plain: value !== '' && /^[\x20-\x7e]+$/.test(value),
    same: value !== '' && value === again,
  }
}

export function passphraseReady(value: string, again: string): boolean {
  const rules = passphraseRules(value, again)
  return rules.longEnough && rules.plain && rules.same
}
