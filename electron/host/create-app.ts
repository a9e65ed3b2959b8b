import type { SeasonStore } from '../../db/season-store.ts'
import { calls } from '../../shared/contract/calls.ts'
import type { Topic } from '../../shared/contract/define.ts'
import { failure } from '../../shared/contract/failures.ts'
import { err, ok } from '../../shared/kernel/result.ts'
import { abandonFounding } from '../services/founding.ts'
import type { Machine } from '../services/machine.ts'
import { closeSession } from '../services/workspace.ts'
import type { App } from './app.ts'
import { mayCall } from './authorise.ts'
import { type AppDependencies, createMachine } from './create-machine.ts'
import { createHandlers } from './handlers.ts'
import { createPracticeOpener } from './practice-play.ts'

/** Builds the application: services and store behind one typed contract. */
export function createApp(dependencies: AppDependencies): App {
  const listeners = new Set<(topic: Topic) => void>()
  const machine = createMachine(dependencies, (topic) => {
    for (const listener of listeners) listener(topic)
  })
  const dispatcher = createHandlers(
    {
      authorise: (access) => (mayCall(access, machine) ? ok(machine) : err(failure('locked', {}))),
      reportDefect: dependencies.reportDefect,
    },
    { openPractice: createPracticeOpener(dependencies, createApp) },
  )
  const changes = changeCounter(machine)
  let playing: Promise<unknown> = Promise.resolve()
  return {
    async call(name, input, caller) {
      // While the practice season is played into the folder, nothing else may act on it.
      if (isCommand(name)) await playing
      const answer = dispatcher.dispatch(name, input, caller.requestId)
      if (name === 'practice.open') playing = answer
      const envelope = await answer
      const named = changesOf(name)
      if (changes.since())
        machine.emit({ topic: 'changed', dataVersion: changes.count(), changes: 'everything' })
      else if (named.length > 0)
        machine.emit({ topic: 'changed', dataVersion: changes.count(), changes: named })
      return envelope
    },
    onTopic(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    registerPath: machine.tickets.handleOf,
    pathOf: machine.tickets.pathOf,
    async dispose() {
      abandonFounding(machine)
      closeSession(machine)
      dependencies.folder.close()
    },
  }
}

/** Tells whether anything a screen shows may have changed since it was asked last. */
function changeCounter(machine: Machine): { since(): boolean; count(): number } {
  let count = 0
  let known = stampOf(machine)
  return {
    since() {
      const now = stampOf(machine)
      if (now.every((part, index) => part === known[index])) return false
      known = now
      count++
      return true
    },
    count: () => count,
  }
}

function stampOf({ session, touches }: Machine): readonly unknown[] {
  const store = session.state === 'open' ? session.season?.store : undefined
  return [session, store === undefined ? null : dataVersionOf(store), touches]
}

/** A store that lost its disk has no version; that it is gone is told by the call that met it. */
function dataVersionOf(store: SeasonStore): number | null {
  try {
    return store.snapshot().dataVersion
  } catch {
    return null
  }
}

/** Queries that a command changes beside the ledger; windows that did not send it ask them again, too. */
function changesOf(name: string): readonly string[] {
  if (!isCommand(name)) return []
  const { changes } = calls[name as keyof typeof calls] // an own key, as just asked
  return changes === 'everything' ? [] : changes
}

function isCommand(name: string): boolean {
  return Object.hasOwn(calls, name) && calls[name as keyof typeof calls].kind === 'command' // an own key, as just asked
}
