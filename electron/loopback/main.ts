import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { HostInfo } from '../../shared/contract/workspace.ts'
import { describeStorageError } from '../../shared/messages/store.ts'
import { chosenDataFolder } from '../platform/node/data-folder.ts'
import { bundledPages } from '../platform/node/page-files.ts'
import { makePrivate, makePrivateByDefault } from '../platform/node/private-folder.ts'
import { startApp } from '../worker/app-client.ts'
import { writeEntryPage } from './entry-page.ts'
import { serveLoopback } from './server.ts'

/**
 * `node electron/loopback/main.ts [--data DIR] [--port N]`: the application for a plain browser. Prints the address
 * of the page that opens it (a file only its owner can read) and its own origin, a line each. For development, tests
 * and computers without Electron; never part of a package.
 */
if (process.versions['electron'] !== undefined || import.meta.url.includes('.asar/')) {
  console.error('The browser host is not part of the packaged application.')
  process.exit(1)
}

const { values } = parseArgs({
  options: { data: { type: 'string' }, port: { type: 'string', default: '0' } },
})
const port = Number(values.port)
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`--port ${values.port}: not a port`)
  process.exit(2)
}

makePrivateByDefault()
const dataFolder = chosenDataFolder(values.data)
// Where this is refused the screen says so, and nothing is written there: others may read it, or it is not ours.
const madePrivate = makePrivate(dataFolder)
if (!madePrivate.ok) console.error(describeStorageError(madePrivate.error, 'vi').title)
const hostInfo: HostInfo = {
  host: 'loopback',
  version: versionOfProject(),
  printing: { kind: 'browserOnly' },
  chooser: { kind: 'served' },
}
const pages = bundledPages(fileURLToPath(new URL('../../out/renderer', import.meta.url)), 'self')
const app = startApp(new URL('../worker/worker.ts', import.meta.url), { dataFolder, hostInfo }, null)
app.onLost((reason) => {
  console.error(reason)
  process.exit(1)
})
const host = await serveLoopback({
  app,
  pages,
  port,
  onExchange: (token) => entry.renew(token),
}).catch(async (error: unknown) => {
  console.error(`127.0.0.1:${port}: ${error instanceof Error ? error.message : String(error)}`)
  await app.dispose()
  process.exit(1)
})
const entry = writeEntryPage(madePrivate.ok ? dataFolder : null, host.origin, host.token())
console.log(`${entry.address}\n${host.origin}/`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)

function stop(): void {
  entry.remove()
  void Promise.all([host.close(), app.dispose()]).then(() => process.exit(0))
}

function versionOfProject(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  const isManifest = typeof manifest === 'object' && manifest !== null && 'version' in manifest
  return isManifest ? String(manifest.version) : 'unknown'
}
