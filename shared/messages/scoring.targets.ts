import type { TracedTarget } from '../scoring/target.ts'
import { shownDecimal } from './scoring.numbers.ts'
import type { Language } from './words.ts'

/** A target and where it came from, as one sentence. */
export function targetInWords(target: TracedTarget, language: Language): string {
  const vi = language === 'vi'
  const value = shownDecimal(target.value)
  if (target.from === 'pledge' && target.baseline !== undefined && target.pledge !== undefined) {
    const [baseline, pledge] = [shownDecimal(target.baseline), shownDecimal(target.pledge)]
    return vi
      ? `Chỉ tiêu T = ${value} (số gốc ${baseline}, giao ước ${pledge}).`
      : `Target T = ${value} (baseline ${baseline}, pledge ${pledge}).`
  }
  const from = {
    assigned: vi ? 'được giao' : 'assigned',
    default: vi ? 'chung của thang điểm' : "the scale's default",
    pledge: vi ? 'theo giao ước' : 'by the pledge',
  }[target.from]
  return vi ? `Chỉ tiêu T = ${value} (${from}).` : `Target T = ${value} (${from}).`
}
