import { type Session, session } from 'electron'
import { pageOrigin, pageScheme } from '../ipc/channels.ts'
import type { PageFiles } from '../platform/node/page-files.ts'

/**
 * The session of the window: kept in memory only, serves `app://giaouoc/` from the fixed map, and refuses every
 * other address, every permission, device and download.
 */
export function createPageSession(pages: PageFiles, isPackaged: boolean): Session {
  const own = session.fromPartition('giao-uoc', { cache: false })
  own.protocol.handle(pageScheme, (request) => {
    const { host, pathname } = new URL(request.url)
    const known = request.method === 'GET' && `${pageScheme}://${host}` === pageOrigin
    const file = known ? pages.get(pathname) : null
    return file === null
      ? new Response(null, { status: 404 })
      : new Response(file.body, { headers: file.headers })
  })
  // The filter does not see what the main process itself would fetch; these handlers do.
  for (const scheme of ['file', 'http', 'https']) own.protocol.handle(scheme, () => Response.error())
  own.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isAllowed(details.url, isPackaged) }))
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  own.setPermissionCheckHandler(() => false)
  own.setDevicePermissionHandler(() => false)
  own.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  own.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }))
  own.setSpellCheckerEnabled(false)
  own.on('will-download', (event) => event.preventDefault())
  return own
}

function isAllowed(url: string, isPackaged: boolean): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host } = new URL(url)
  if (protocol === 'blob:') return isAllowed(url.slice('blob:'.length), isPackaged)
  if (protocol === 'devtools:') return !isPackaged
  return `${protocol}//${host}` === pageOrigin
}
