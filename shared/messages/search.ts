/** Whether every word of the search stands somewhere in the text, whatever the diacritics and case. */
export function matchesSearch(text: string, search: string): boolean {
  return matcherOf(search)(text)
}

/** As `matchesSearch`, for many texts. */
export function matcherOf(search: string): (text: string) => boolean {
  const words = plainText(search)
    .split(/\s+/)
    .filter((word) => word !== '')
  return (text) => {
    if (words.length === 0) return true
    const plain = plainText(text)
    return words.every((word) => plain.includes(word))
  }
}

/** Text without diacritics and case: `Đắk Mil` → `dak mil`. */
function plainText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').toLowerCase()
}
