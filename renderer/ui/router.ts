import { create } from 'zustand'
import { leaving, mayLeave } from './unsaved/leaving.ts'

/** Where the window is: `#/sheets/Q1/PC02/self?from=todo` → path and query. */
export interface Route {
  readonly path: readonly string[]
  readonly query: URLSearchParams
}

export const useRoute = create<Route>(() => readRoute(window.location.hash))

/** The address of the screen that is shown; the bar is ahead of it while the person is being asked. */
let shown = window.location.hash

/** Follows the address bar and the back button; typed text that would be lost asks first. */
export function followAddress(): () => void {
  const listener = () => {
    if (window.location.hash === shown) return
    const may = mayLeave()
    if (may === true) return show(window.location.hash)
    void may.then((leave) => {
      if (leave) show(window.location.hash)
      else window.history.replaceState(null, '', shown === '' ? '#/' : shown)
    })
  }
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

/** Goes to an address made by `hrefs.ts`. */
export function go(href: string): void {
  window.location.hash = href
}

/** The same place under another address, without a step for the back button. */
export function replaceRoute(href: string): void {
  leaving(() => {
    window.history.replaceState(null, '', href)
    show(href)
  })()
}

function show(hash: string): void {
  shown = hash
  useRoute.setState(readRoute(hash))
}

/** Pure: takes a hash apart. Text that is not valid percent-encoding stays as it is. */
export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  return {
    path: path
      .split('/')
      .filter((part) => part !== '')
      .map(decoded),
    query: new URLSearchParams(query),
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
