import type { AppClient } from '../../electron/worker/app-client.ts'
import type { CallEnvelope, CallInput, CallName, CallOutput } from '../../shared/contract/calls.ts'
import type { FileHandle } from '../../shared/contract/files.ts'
import type { HostInfo } from '../../shared/contract/workspace.ts'

/** Calls to a worker as both hosts make them. */
export const hostInfo: HostInfo = {
  host: 'loopback',
  version: '0.0.0',
  printing: { kind: 'browserOnly' },
  chooser: { kind: 'served' },
}

export async function receive(app: AppClient, name: string, bytes: Uint8Array): Promise<FileHandle> {
  return (await call(app, 'files.receive', { name, base64: Buffer.from(bytes).toString('base64') })).handle
}

export async function call<Name extends CallName>(
  app: AppClient,
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> {
  const reply = await callBytes(app, name, input)
  const envelope = JSON.parse(new TextDecoder().decode(reply)) as CallEnvelope<Name> // the host's own envelope
  if (envelope.ok) return envelope.value as CallOutput<Name> // ok: the call's own output
  throw new Error(`${name}: ${JSON.stringify(envelope)}`)
}

export function callBytes<Name extends CallName>(
  app: AppClient,
  name: Name,
  input: CallInput<Name>,
): Promise<Uint8Array> {
  return app.call(new TextEncoder().encode(JSON.stringify({ id: name, name, input })))
}
