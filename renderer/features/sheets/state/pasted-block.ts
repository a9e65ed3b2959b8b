/**
 * A block copied from a spreadsheet: rows by line end, cells by tab. A cell that holds a tab, a line end or a quote
 * comes in double quotes with inner quotes doubled. One line end at the very end belongs to the format.
 */
export function readPastedBlock(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  let atStart = true
  const endCell = () => {
    rows.at(-1)?.push(cell)
    cell = ''
    atStart = true
  }
  const plain = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  for (let position = 0; position < plain.length; position += 1) {
    const character = plain[position] ?? ''
    if (quoted) {
      if (character !== '"') cell += character
      else if (plain[position + 1] === '"') {
        cell += '"'
        position += 1
      } else quoted = false
      continue
    }
    if (character === '"' && atStart) quoted = true
    else if (character === '\t') {
      endCell()
      continue
    } else if (character === '\n') {
      endCell()
      rows.push([])
      continue
    } else cell += character
    atStart = false
  }
  endCell()
  return rows
}
