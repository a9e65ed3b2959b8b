import { passphraseWeakness } from '../../../shared/domain/passphrase.ts'
import { err, ok } from '../../../shared/kernel/result.ts'
import type { PassphraseRules } from '../../services/ports.ts'

/** Source of the rules: reliability, "Accounts and keys on a machine". */
export const passphraseRules: PassphraseRules = {
  practicePassphrase: 'thi-dua-thuc-hanh-2021',
  check(passphrase, practice) {
    if (practice && passphrase === passphraseRules.practicePassphrase) return ok(null)
    const weakness = passphraseWeakness(passphrase)
    if (weakness !== null) return err(weakness)
    if (passphrase === passphraseRules.practicePassphrase) return err('practicePassphrase')
    return ok(null)
  },
  suggest(random) {
    const left = [...allWords]
    // No word twice: a phrase that repeats itself would be refused.
    const words = Array.from({ length: wordsPerPhrase }, () => {
      const [high = 0, low = 0] = random.bytes(2)
      return left.splice((high * 256 + low) % left.length, 1)
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
const allWords = rimes.flatMap((rime) => onsets.map((onset) => `${onset}${rime}`))
