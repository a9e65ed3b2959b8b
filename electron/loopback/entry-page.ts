import {
  closeSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { entryPageName } from '../platform/node/private-folder.ts'

/**
 * How a browser gets the token: a page in the data folder that only its owner can read, opened as a file. The
 * browser's command line names the file; the token itself is in no list of arguments, no environment and no address.
 */
export interface EntryPage {
  /** `file:` address to be opened in a browser. */
  readonly address: string
  /** Puts a token that was not used yet in the place of the one that was. */
  renew(token: string): void
  remove(): void
}

/**
 * `folder`: private to its owner. Where there is none (null), or where it cannot be written, a private temporary
 * folder takes its place.
 */
export function writeEntryPage(folder: string | null, origin: string, token: string): EntryPage {
  const first = firstPage(folder, origin, token)
  const { place } = first
  let { written } = first
  const file = join(place, entryPageName)
  return {
    address: pathToFileURL(file).href,
    renew: (next) => {
      try {
        written = write(place, origin, next)
      } catch {
        // A full disk: the browser that came in stays in, the page is good for nobody any more.
      }
    },
    remove: () => {
      // A second start on this folder may have put its own page here meanwhile.
      if (contentOf(file) === written) rmSync(file, { force: true })
      if (place !== folder) rmSync(place, { recursive: true, force: true })
    },
  }
}

function firstPage(
  folder: string | null,
  origin: string,
  token: string,
): { readonly place: string; readonly written: string } {
  if (folder !== null) {
    try {
      return { place: folder, written: write(folder, origin, token) }
    } catch {
      // A full or read-only disk.
    }
  }
  const place = mkdtempSync(join(tmpdir(), 'giao-uoc-'))
  return { place, written: write(place, origin, token) }
}

/** What the host sends for a good token: keeps the key in the storage of its origin and goes on to the screens. */
export function enteredPage(key: string, nonce: string): string {
  const steps = `localStorage.setItem('giaouoc-key', ${JSON.stringify(key)}); location.replace('/')`
  return page(`<script nonce="${nonce}">${steps}</script>`)
}

function write(folder: string, origin: string, token: string): string {
  const content = page(
    `<form method="post" action="${origin}/enter">
<input type="hidden" name="token" value="${token}">
<button>Mở Giao Ước / Open Giao Ước</button>
</form>
<script>document.forms[0].submit()</script>`,
  )
  const file = join(folder, entryPageName)
  const part = `${file}.part`
  rmSync(part, { force: true })
  const descriptor = openSync(part, 'wx', 0o600)
  try {
    writeSync(descriptor, content)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(part, file)
  return content
}

function page(body: string): string {
  return `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<title>Giao Ước</title>
${body}
</html>
`
}

function contentOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
