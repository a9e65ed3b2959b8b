/** `dd/mm/yyyy` as typed → `yyyy-mm-dd`; empty: none; `wrong`: no such day. */
export function readDay(text: string): string | null | 'wrong' {
  const trimmed = text.trim()
  if (trimmed === '') return null
  const parts = /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4})$/.exec(trimmed)
  if (parts === null) return 'wrong'
  const [, day = '', month = '', year = ''] = parts
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  // A day that does not exist moves on: 31/02 becomes March.
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : 'wrong'
}
