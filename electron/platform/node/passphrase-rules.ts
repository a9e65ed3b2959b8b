import { err, ok } from '../../../shared/kernel/result.ts'
import type { PassphraseRules } from '../../services/ports.ts'

const shortest = 13
const longest = 200

/** Source of the rules: reliability, "Accounts and keys on a machine". */
export const passphraseRules: PassphraseRules = {
  practicePassphrase: 'thi-dua-thuc-hanh-2021',
  check(passphrase, practice) {
    if (practice && passphrase === passphraseRules.practicePassphrase) return ok(null)
    // Other characters come from an input method and cannot be typed again where it is off.
    if (!/^[\x20-\x7e]*$/.test(passphrase)) return err('notAscii')
    if (passphrase.length < shortest) return err('tooShort')
    if (passphrase.length > longest) return err('tooLong')
    if (passphrase === passphraseRules.practicePassphrase) return err('practicePassphrase')
    return ok(null)
  },
  suggest(random) {
    const words = Array.from({ length: wordsPerPhrase }, () => {
      const [high = 0, low = 0] = random.bytes(2)
      return wordOf(high * 256 + low)
    })
    return words.join(' ')
  },
}

const wordsPerPhrase = 5
/**
 * Vietnamese syllables without their marks. No `w`, no doubled letter, no tone letter behind a vowel: no input
 * method (Telex, VNI, VIQR) changes any of them. 16 × 32 = 512 syllables, 9 bits each, 45 bits in five, each try
 * costing what `passphraseKey` costs.
 */
const onsets = ['b', 'ch', 'd', 'h', 'kh', 'l', 'm', 'n', 'nh', 'ph', 'r', 's', 't', 'th', 'tr', 'v']
const rimes = [
  ...['a', 'ai', 'am', 'an', 'ang', 'anh', 'ao', 'at', 'au', 'ay', 'ac', 'ach', 'ap', 'em', 'en', 'eo'],
  ...['et', 'ich', 'im', 'in', 'inh', 'it', 'iu', 'oi', 'om', 'on', 'ong', 'ot', 'ui', 'um', 'un', 'ung'],
]

function wordOf(number: number): string {
  return `${onsets[number % onsets.length]}${rimes[Math.floor(number / onsets.length) % rimes.length]}`
}
