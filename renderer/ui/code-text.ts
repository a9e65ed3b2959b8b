/** Length of an invitation code with its check group: 28 and 8 characters. */
export const codeLength = 36

/** What was typed or pasted, as it stands on the slip: capitals in groups of four. */
export function groupedCode(typed: string): string {
  return bareCode(typed).replace(/(.{4})(?=.)/g, '$1 ')
}

/** Without separators, capitals only. Characters that are no letter or digit are dropped. */
export function bareCode(typed: string): string {
  return typed
    .normalize('NFD')
    .replace(/[^0-9A-Za-z]/g, '')
    .toUpperCase()
    .slice(0, codeLength)
}
