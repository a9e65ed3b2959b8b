import { resolve } from 'node:path'
import { lockFile } from '../../db/sqlite/lock-file.ts'
import type { CallFailure, CallInput, CallName, CallOutput } from '../../shared/contract/calls.ts'
import type { Topic } from '../../shared/contract/define.ts'
import type { FileHandle } from '../../shared/contract/files.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { describeDoubt } from '../../shared/messages/copy-doubts.ts'
import { type Language, namesOf } from '../../shared/messages/words.ts'
import type { App } from '../host/app.ts'
import { createApp } from '../host/create-app.ts'
import { nodeMachine } from '../platform/node/node-machine.ts'
import { credentialsOf, isDataFolder } from './data-folder.ts'
import { headless } from './demo-stage.ts'
import type { Refusal } from './refusal.ts'
import { programVersion } from './version.ts'

/** An unlocked data folder behind the very calls the screens make. */
export interface OpenedApp {
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<Result<CallOutput<Name>, Refusal>>
  handle(path: string): FileHandle
  onTopic(listener: (topic: Topic) => void): void
  close(): Promise<void>
}

/** Opens a data folder as a screen would: passphrase as every verb takes it, then `workspace.unlock`. */
export async function openApp(
  path: string,
  account: string | undefined,
): Promise<Result<OpenedApp, Refusal>> {
  const folder = resolve(path)
  if (!isDataFolder(folder)) return err({ code: 'folderMissing', folder })
  const dependencies = nodeMachine({ dataFolder: folder, hostInfo: headless(programVersion), lockFile })
  const app = openedApp(createApp(dependencies))
  const credentials = await credentialsOf(dependencies.folder, account)
  const unlocked = credentials.ok ? await app.call('workspace.unlock', credentials.value) : credentials
  if (unlocked.ok) return ok(app)
  await app.close()
  return unlocked
}

/**
 * That the machine may only read for now, and why: screens show it all the time, so a verb says it, too. Empty: it
 * may write.
 */
export async function readOnlyNotice(app: OpenedApp, language: Language): Promise<string> {
  const status = await app.call('workspace.status', {})
  const season = status.ok && status.value.state === 'open' ? status.value.season : null
  if (season === null || season.writing === 'allowed') return ''
  const view = await app.call('season.get', {})
  const names = namesOf(view.ok ? view.value.season : null, null, language)
  const why = season.doubts.map((doubt) => `  ${describeDoubt(doubt, names, language)}\n`)
  return `${language === 'vi' ? 'Máy này tạm thời chỉ đọc.' : 'This machine may only read for now.'}\n${why.join('')}`
}

function openedApp(app: App): OpenedApp {
  return {
    async call(name, input) {
      const envelope = await app.call(name, input, { requestId: name })
      // The envelope comes from our own handlers, which the contract types; here it is only opened.
      if (envelope.ok) return ok(envelope.value as CallOutput<typeof name>)
      if ('error' in envelope)
        return err({ code: 'failure', failure: envelope.error as CallFailure<CallName> })
      if ('incident' in envelope) return err({ code: 'incident', incident: envelope.incident })
      const detail = envelope.invalid.map(({ path, message }) => `${path}: ${message}`).join('; ')
      return err({ code: 'usage', detail: { vi: detail, en: detail } })
    },
    handle: app.registerPath,
    onTopic: (listener) => {
      app.onTopic(listener)
    },
    close: app.dispose,
  }
}
