import type { CallFailure, CallName, CallOutput } from '../../shared/contract/calls.ts'
import type { Envelope } from '../../shared/contract/define.ts'
import type { FileHandle } from '../../shared/contract/files.ts'
import { Defect } from '../../shared/kernel/result.ts'
import { type Player, PlayRefusal } from '../services/practice/stage.ts'

/** What a player needs of an application. */
export interface PlayedApp {
  call(
    name: string,
    input: unknown,
    caller: { readonly requestId: string },
  ): Promise<Envelope<unknown, unknown>>
  registerPath(path: string): FileHandle
}

/** An application as a machine of a play: values come back, everything else is thrown. */
export function playerOf(app: PlayedApp): Player {
  return {
    async call(name, input) {
      const envelope = await app.call(name, input, { requestId: 'play' })
      // The envelope comes from our own handlers, which the contract types; here it is only opened.
      if (envelope.ok) return envelope.value as CallOutput<typeof name>
      if ('error' in envelope) throw new PlayRefusal(name, envelope.error as CallFailure<CallName>)
      throw new Defect(
        `${name} failed: ${JSON.stringify('invalid' in envelope ? envelope.invalid : envelope.incident)}`,
      )
    },
    handle: app.registerPath,
  }
}
