import { formatCanonicalQuantity, parseQuantity } from '../../shared/kernel/decimal.ts'
import type { TextFunction } from '../i18n/setup.ts'

/** What a person typed as a quantity: the canonical spelling, or why it cannot be taken. */
export type QuantityText =
  | { readonly state: 'empty' }
  | { readonly state: 'read'; readonly canonical: string }
  | { readonly state: 'problem'; readonly problem: 'notNumber' | 'negative' | 'tooFine' | 'tooLarge' }
  /** `1.234`: either a grouped whole number or three decimals. The person says which. */
  | { readonly state: 'ambiguous'; readonly whole: string; readonly fraction: string }

export function readQuantity(text: string): QuantityText {
  const trimmed = text.trim()
  if (trimmed === '') return { state: 'empty' }
  const parsed = parseQuantity(trimmed)
  if (parsed.ok) return { state: 'read', canonical: formatCanonicalQuantity(parsed.value) }
  if (parsed.error !== 'ambiguous') return { state: 'problem', problem: parsed.error }
  return {
    state: 'ambiguous',
    whole: trimmed.replace(/[.,]/, ''),
    fraction: trimmed.replace(',', '.').replace(/0+$/, '').replace(/\.$/, ''),
  }
}

/** The problem in words; null when there is none. */
export function quantityProblem(text: QuantityText, t: TextFunction): string | null {
  if (text.state === 'problem') return t(`quantity.${text.problem}`)
  if (text.state === 'ambiguous') {
    return t('quantity.ambiguous', { whole: text.whole, fraction: text.fraction.replace('.', ',') })
  }
  return null
}
