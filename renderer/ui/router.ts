import { create } from 'zustand'

/** Where the window is: `#/sheets/Q1/PC02/self?from=todo` → path and query. */
export interface Route {
  readonly path: readonly string[]
  readonly query: URLSearchParams
}

export const useRoute = create<Route>(() => readRoute(window.location.hash))

/** Follows the address bar and the back button. */
export function followAddress(): () => void {
  const listener = () => useRoute.setState(readRoute(window.location.hash))
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

/** Goes to an address made by `hrefs.ts`. */
export function go(href: string): void {
  window.location.hash = href
}

/** The same place under another address, without a step for the back button. */
export function replaceRoute(href: string): void {
  window.history.replaceState(null, '', href)
  useRoute.setState(readRoute(href))
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
