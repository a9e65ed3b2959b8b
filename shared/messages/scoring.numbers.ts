import { decimalText, parseRational } from '../scoring/rational.ts'

/** Decimal comma, in both languages: the printed forms know no other. */
export function shownDecimal(text: string): string {
  return text.replace('.', ',')
}

/** A fraction as a decimal of at most `digits` fraction digits; `≈` where that is not the whole truth. */
export function shownFraction(text: string, digits: number): string {
  const value = parseRational(text)
  if (value === null) return text
  const shown = decimalText(value, digits)
  const again = parseRational(shown)
  const exact = again !== null && again.numerator * value.denominator === value.numerator * again.denominator
  const short = shown.replace(/\.?0+$/, '')
  return `${exact ? '' : '≈ '}${shownDecimal(exact ? short : shown)}`
}

/** A fraction as a percentage: `1/2` is `50 %`. */
export function shownPercent(text: string): string {
  const value = parseRational(text)
  if (value === null) return text
  return `${shownFraction(`${value.numerator * 100n}/${value.denominator}`, 2)} %`
}

/** A fraction of hundredths of a point, as points: `1000/3` is `≈ 3,333333`. */
export function shownExactPoints(text: string): string {
  const value = parseRational(text)
  if (value === null) return text
  return shownFraction(`${value.numerator}/${value.denominator * 100n}`, 6)
}
