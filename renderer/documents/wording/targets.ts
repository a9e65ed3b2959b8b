import type { Target } from '../../../shared/domain/agreement.ts'
import { exhausted } from '../../../shared/kernel/result.ts'

/** A decimal as people write it: `12,5`. */
export function showDecimal(canonical: string): string {
  return canonical.replace('.', ',')
}

/** What is promised, in words that cannot be misread: `từ 90 trở lên`. */
export function showTargetValue(target: Pick<Target, 'comparator' | 'value'>): string {
  const value = showDecimal(target.value)
  switch (target.comparator) {
    case 'atLeast':
      return `từ ${value} trở lên`
    case 'atMost':
      return `không quá ${value}`
    case 'equal':
      return value
    default:
      return exhausted(target.comparator)
  }
}
