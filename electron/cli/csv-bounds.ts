/** What a file of results may ask for, counted over its bytes before anything is made of them. */
export const csvLimits = {
  bytes: 16 * 1024 * 1024,
  rows: 200_000,
  cells: 1_500_000,
  cellsInRow: 250,
} as const

export interface CsvExcess {
  readonly what: 'tooManyRows' | 'tooManyCells' | 'tooManyCellsInRow'
  /** The line of the file at which it is too much. */
  readonly row: number
  readonly limit: number
}

/**
 * Where a CSV asks for more than the limits, or null. Line ends and separators inside quotes count, too: never fewer
 * than there are. A million empty lines would take a hundred times their size once they are rows.
 */
export function csvExcess(bytes: Uint8Array, delimiter: ',' | ';'): CsvExcess | null {
  const separator = delimiter.charCodeAt(0)
  let row = 1
  let cells = 1
  let inRow = 1
  let quotes = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === lineFeed || (byte === carriageReturn && bytes[at + 1] !== lineFeed)) {
      // What ends the last line begins no row.
      if (at + 1 < bytes.length && ++row > csvLimits.rows) return excess('tooManyRows', row, csvLimits.rows)
      inRow = 1
      cells++
    } else if (byte === separator) {
      if (++inRow > csvLimits.cellsInRow) return excess('tooManyCellsInRow', row, csvLimits.cellsInRow)
      cells++
    } else if (byte === quote && ++quotes > 2 * csvLimits.cells) {
      // Each cell takes two; more are marks of a broken file, each of which would be told.
      return excess('tooManyCells', row, csvLimits.cells)
    }
    if (cells > csvLimits.cells) return excess('tooManyCells', row, csvLimits.cells)
  }
  return null
}

/** What the header separates its columns by. */
export function delimiterOf(bytes: Uint8Array): ',' | ';' {
  for (const byte of bytes) {
    if (byte === semicolon) return ';'
    if (byte === lineFeed || byte === carriageReturn) break
  }
  return ','
}

function excess(what: CsvExcess['what'], row: number, limit: number): CsvExcess {
  return { what, row, limit }
}

const quote = 0x22
const lineFeed = 0x0a
const carriageReturn = 0x0d
const semicolon = 0x3b
