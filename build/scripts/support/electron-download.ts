import { connect } from 'node:net'
import { join } from 'node:path'
import { findElectron } from './electron-runtime.ts'
import { projectRoot } from './project-root.ts'
import { run } from './run.ts'

/**
 * Has Electron fetch its own runtime, where its server can be reached at all: the package brings none, and on a
 * closed network the attempt would hang for minutes. Null: it is not to be had here.
 */
export async function downloadElectron(): Promise<string | null> {
  if (!(await isReachable(downloadServer()))) return null
  console.log(
    'Đang tải Electron (khoảng 110 MB, chỉ một lần) … / Downloading Electron (about 110 MB, once) …',
  )
  const script = join(projectRoot, 'node_modules', 'electron', 'install.js')
  const status = await run(process.execPath, [script], { limit: 15 * 60_000 })
  return status === 0 ? findElectron() : null
}

/** Null: a proxy stands between, which only the download itself can try. */
function downloadServer(): URL | null {
  const { env } = process
  if (env['HTTPS_PROXY'] || env['https_proxy'] || env['ELECTRON_GET_USE_PROXY']) return null
  const mirror = env['ELECTRON_MIRROR'] || env['npm_config_electron_mirror'] || ''
  return URL.canParse(mirror) ? new URL(mirror) : new URL('https://github.com')
}

function isReachable(server: URL | null): Promise<boolean> {
  if (server === null) return Promise.resolve(true)
  const port = Number(server.port) || (server.protocol === 'http:' ? 80 : 443)
  return new Promise((resolve) => {
    const socket = connect({ host: server.hostname, port, timeout: 3000 })
    const settle = (reachable: boolean): void => {
      socket.destroy()
      resolve(reachable)
    }
    socket.once('connect', () => settle(true))
    socket.once('timeout', () => settle(false))
    socket.once('error', () => settle(false))
  })
}
