/** Dates of printed documents. Vietnam keeps UTC+7 all year, so paper says the same whatever the machine's zone is. */
export interface PlainDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** The Vietnamese calendar day of an RFC 3339 instant. */
export function vietnameseDay(at: string): PlainDate {
  const local = vietnameseTime(at)
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() }
}

/** `08:05, 05/02/2021`. */
export function showMoment(at: string): string {
  const local = vietnameseTime(at)
  return `${padded(local.getUTCHours())}:${padded(local.getUTCMinutes())}, ${showDay(vietnameseDay(at))}`
}

/**
 * Place and date of an official document: a leading 0 for days below 10 and for months 1 and 2 only
 * (Decree 30/2020, annex I). Null leaves the room to write by hand.
 */
export function placeAndDate(place: string, date: PlainDate | null): string {
  const where = place === '' ? '……………' : place
  if (date === null) return `${where}, ngày …… tháng …… năm ………`
  const month = date.month <= 2 ? padded(date.month) : String(date.month)
  return `${where}, ngày ${padded(date.day)} tháng ${month} năm ${date.year}`
}

/** The later of two instants; RFC 3339 in UTC compares as text. */
export function latest(instants: readonly string[]): string | null {
  return instants.reduce<string | null>(
    (newest, instant) => (newest === null || instant > newest ? instant : newest),
    null,
  )
}

function vietnameseTime(at: string): Date {
  return new Date(Date.parse(at) + 7 * 60 * 60 * 1000)
}

function padded(number: number): string {
  return String(number).padStart(2, '0')
}

/** `05/02/2021`. */
function showDay(date: PlainDate): string {
  return `${padded(date.day)}/${padded(date.month)}/${date.year}`
}
