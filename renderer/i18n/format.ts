import type { Language } from '../../shared/messages/words.ts'

/** `05/02/2021`; a calendar day or an instant. Unreadable text is shown as it is. */
export function showDay(at: string): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return at
  return `${two(date.getDate())}/${two(date.getMonth() + 1)}/${date.getFullYear()}`
}

/** `08:05 05/02/2021`, on this machine's clock. */
export function showMoment(at: string): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return at
  return `${two(date.getHours())}:${two(date.getMinutes())} ${showDay(at)}`
}

/** `10:21:33`. */
export function showClock(at: string): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return at
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}

/** A decimal string of the contract with its first `digits` decimals, comma for people: `93,25`. Never re-rounded upwards past what the host sent. */
export function showDecimal(decimal: string, digits: number): string {
  const [whole = '0', fraction = ''] = decimal.split('.')
  const kept = fraction.slice(0, digits).padEnd(digits, '0')
  return digits === 0 ? whole : `${whole},${kept}`
}

/** A canonical decimal as people write it: `12,5`. */
export function showCanonical(decimal: string): string {
  return decimal.replace('.', ',')
}

export function showBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit += 1
  }
  return `${unit === 0 ? String(value) : value.toFixed(1).replace('.', ',')} ${units[unit]}`
}

const collators = {
  vi: new Intl.Collator('vi', { numeric: true, sensitivity: 'base' }),
  en: new Intl.Collator('en', { numeric: true, sensitivity: 'base' }),
}

/** Names are Vietnamese in both languages of the screen. */
export function compareNames(left: string, right: string, language: Language = 'vi'): number {
  return collators[language].compare(left, right)
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
