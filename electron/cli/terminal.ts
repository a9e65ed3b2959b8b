import { createInterface } from 'node:readline/promises'

/** Asks the person at the terminal; null: nobody is there to answer. */
export type Ask = ((question: string) => Promise<boolean>) | null

/** Questions go to standard error, so that what is printed stays what was asked for. */
export function terminalAsk(): Ask {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return null
  return async (question) => {
    const asking = createInterface({ input: process.stdin, output: process.stderr })
    try {
      return /^\s*(c|có|y|yes)\s*$/i.test((await asking.question(question)).normalize('NFC'))
    } finally {
      asking.close()
    }
  }
}
