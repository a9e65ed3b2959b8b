import type { Page } from '@playwright/test'

export interface PageProblems {
  /** Everything that must not happen on a page: violations of the policy, errors, and traffic to anywhere else. */
  readonly found: readonly string[]
}

/** Watches a page from now on. `origin` is the only place it may talk to; `entry` the file it may come from. */
export function watchPage(page: Page, origin: string, entry?: string): PageProblems {
  const found: string[] = []
  // A violation of the content security policy is written to the console as an error, too.
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(`console: ${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', (error) => found.push(`uncaught: ${error.stack ?? error.message}`))
  page.on('crash', () => found.push('the page crashed'))
  page.on('request', (request) => {
    const url = request.url()
    if (url === entry) return
    if (!url.startsWith(`${origin}/`) && !url.startsWith(`blob:${origin}/`)) found.push(`request to ${url}`)
  })
  return { found }
}
