import type { Page } from '@playwright/test'
import type { CallInput, CallName, CallOutput } from '../../../shared/contract/calls.ts'

/** One call to the host of this page, over whichever way the page itself would take; a refusal fails the test. */
export async function callHost<Name extends CallName>(
  page: Page,
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> {
  const answer = await page.evaluate(
    async (message) => {
      if (window.giaouoc !== undefined) return window.giaouoc.call(message)
      const response = await fetch('/api/call', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-giaouoc-key': localStorage.getItem('giaouoc-key') ?? '',
        },
        body: JSON.stringify(message),
      })
      return response.json()
    },
    { id: '1', name, input: input as unknown },
  )
  const envelope = answer as { readonly ok: boolean; readonly value?: CallOutput<Name> } // what every host answers
  if (!envelope.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`)
  return envelope.value as CallOutput<Name> // the contract's own type of this call
}
