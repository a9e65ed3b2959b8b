import { writeSync } from 'node:fs'
import { openApp } from '../../electron/cli/open-app.ts'
import { expectOk } from '../../shared/kernel/result.ts'

/**
 * A program to be killed: opens a machine and writes one bundle after another onto a stick, and says each name and
 * hash once the machine has answered. `GIAOUOC_PASSPHRASE_FILE=… node export-writer.ts DATA_FOLDER STICK`
 */
function say(what: string): void {
  writeSync(1, `${what}\n`)
}

if (process.argv[1] === import.meta.filename) {
  const [, , folder = '', stick = ''] = process.argv
  const app = expectOk(await openApp(folder, undefined), 'opened')
  say('ready')
  for (;;) {
    const { name, sha256 } = expectOk(
      await app.call('exchange.export', { recipients: [], content: 'full', folder: app.handle(stick) }),
      'exported',
    )
    say(`exported ${name} ${sha256}`)
  }
}
