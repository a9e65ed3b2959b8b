import { setNonce } from 'get-nonce'
import { z } from 'zod'

/**
 * Must be the first import of the program: zod probes for `eval` when a schema is made, which the content security
 * policy reports as a violation, and the scroll lock behind modals takes its nonce when it first writes a style.
 */
z.config({ jitless: true })

export const styleNonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
setNonce(styleNonce)
