/** Why a passphrase is refused. `predictable`: one character, a run, a row of keys or a short pattern over and over. */
export type PassphraseWeakness = 'tooShort' | 'tooLong' | 'notAscii' | 'predictable' | 'practicePassphrase'

/** Source: reliability, "Accounts and keys on a machine". */
export const shortestPassphrase = 13
const longestPassphrase = 200

/** What is wrong with a passphrase, by rules that screen and host share; null: nothing. */
export function passphraseWeakness(
  passphrase: string,
): Exclude<PassphraseWeakness, 'practicePassphrase'> | null {
  // Other characters come from an input method and cannot be typed again where it is off.
  if (!/^[\x20-\x7e]*$/.test(passphrase)) return 'notAscii'
  if (passphrase.length < shortestPassphrase) return 'tooShort'
  if (passphrase.length > longestPassphrase) return 'tooLong'
  return isPredictable(passphrase) ? 'predictable' : null
}

/** True for whatever is only long: said in a few words, it is guessed in a few tries. Capitals and separators hide nothing. */
export function isPredictable(passphrase: string): boolean {
  const text = passphrase.toLowerCase()
  const bare = text.replace(/[ ._,/-]/g, '')
  return Math.min(pieces(text), pieces(bare === '' ? text : bare)) < fewestPieces
}

/** A passphrase of 13 characters must hold 9 things to remember; a run of any length counts as two. */
const fewestPieces = 9

/** Neighbours in one of these follow each other, both ways and round the end. */
const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '1234567890',
  '!@#$%^&*()',
  'qwertyuiop[]\\',
  "asdfghjkl;'",
  'zxcvbnm,./',
  ...['1qaz', '2wsx', '3edc', '4rfv', '5tgb', '6yhn', '7ujm', '8ik,', '9ol.', '0p;/'],
  '1q2w3e4r5t6y7u8i9o0p',
  'qawsedrftgyhujikolp',
]

function pieces(text: string): number {
  const unit = repeatedUnit(text)
  if (unit !== null) return 1 + pieces(unit)
  let count = 0
  for (let at = 0; at < text.length; ) {
    const run = runAt(text, at)
    count += run >= 3 ? 2 : 1
    at += run >= 3 ? run : 1
  }
  return count
}

/** What the text repeats at least twice from its beginning to its end (the last time perhaps cut short), or null. */
function repeatedUnit(text: string): string | null {
  for (let length = 1; length * 2 <= text.length; length++) {
    if (text.slice(length) === text.slice(0, -length)) return text.slice(0, length)
  }
  return null
}

/** How many characters from here on are one, or follow each other in one row. */
function runAt(text: string, at: number): number {
  const lengths = rows.flatMap((row) => [1, -1].map((step) => runAlong(row, step, text, at)))
  return Math.max(runAlong('', 1, text, at), ...lengths)
}

function runAlong(row: string, step: number, text: string, from: number): number {
  let at = from + 1
  while (at < text.length) {
    const [before, here] = [text[at - 1] ?? '', text[at] ?? '']
    const next = row[(row.indexOf(before) + step + row.length) % row.length]
    if (here !== before && (!row.includes(before) || here !== next)) break
    at++
  }
  return at - from
}
