import { readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { utf8Bytes } from '../../../shared/kernel/bytes.ts'
import { syncFolder, writeDurably } from './durable-file.ts'
import { lastTryName } from './private-folder.ts'

/** Remembers over restarts whether the last passphrase tried on a data folder was the right one. */
export interface LastTry {
  wasRight(): boolean
  begin(): void
  right(): void
}

/**
 * A file that is there only while the last try was a right one, with exactly this content. So whatever happens to it
 * errs on the side of the pause: a wrong try, a kill in the middle of one, and a removed or damaged file are the
 * same; a full disk can remove it, but not keep it.
 */
export function lastTry(folder: string, hasKeyring: boolean): LastTry {
  const file = join(folder, lastTryName)
  let wasRight = !hasKeyring || isWhole(file)
  return {
    wasRight: () => wasRight,
    begin() {
      wasRight = false
      quietly(() => {
        rmSync(file, { force: true })
        syncFolder(dirname(file))
      })
    },
    right() {
      wasRight = true
      quietly(() => writeDurably(file, utf8Bytes(content)))
    },
  }
}

const content = `The last passphrase tried in this folder was right, so the next one may be tried at once.
Mật khẩu nhập gần nhất ở thư mục này là đúng, nên có thể nhập tiếp ngay.
`

function isWhole(file: string): boolean {
  try {
    return readFileSync(file, 'utf8') === content
  } catch {
    return false
  }
}

/** A folder that cannot be written has other ways to say so; here only a pause of seconds is at stake. */
function quietly(act: () => void): void {
  try {
    act()
  } catch {
    // Said above.
  }
}
