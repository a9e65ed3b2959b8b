/** What a sender check needs to know of the frame that sent a message. */
export interface SendingFrame {
  readonly origin: string
  readonly url: string
}

/**
 * True only for the main frame of our own window, while it shows our page. A frame that has gone away meanwhile
 * is null, and a blank one has no origin of ours: both are refused.
 */
export function isOwnMainFrame(
  sender: SendingFrame | null,
  mainFrame: SendingFrame | null,
  pageOrigin: string,
): boolean {
  if (sender === null || sender !== mainFrame) return false
  return sender.origin === pageOrigin && isPage(sender.url, pageOrigin)
}

/** Our page is one address, with or without a fragment for the place on it. Parsed, never matched as text. */
export function isPage(url: string, pageOrigin: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host, username, password, pathname, search } = new URL(url)
  const bare = username === '' && password === '' && search === ''
  return bare && `${protocol}//${host}` === pageOrigin && pathname === '/'
}
