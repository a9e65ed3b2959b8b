import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from '../../electron/services/practice/carry.ts'
import { type CallInput, type CallName, calls } from '../../shared/contract/calls.ts'
import type { Topic } from '../../shared/contract/define.ts'
import { code, foundSmallSeason, keepDraft, sheetKey, smallEntries } from '../support/seasons.ts'
import { createWorld, type TestMachine, type World } from '../support/world.ts'
import { sampleInputs } from './sample-inputs.ts'

/**
 * What a command changes is declared with it in the contract; windows ask again exactly that. Here every command that
 * does not declare "everything" is run where it has an effect, and every query is asked before and after.
 */
const names = Object.keys(calls) as readonly CallName[] // the own keys of the contract are its names
const narrow = names.filter((name) => calls[name].kind === 'command' && calls[name].changes !== 'everything')
/** Another suggestion each time, and free space, which screens look at again and again by themselves. */
const never: ReadonlySet<CallName> = new Set(['workspace.suggestPassphrase', 'files.places'])
const queries = names.filter((name) => calls[name].kind === 'query' && !never.has(name))

let world: World
let unit: TestMachine
let bundle: string
const topics: Topic[] = []
beforeAll(async () => {
  world = createWorld({ on: 'folders' })
  await foundSmallSeason(world)
  bundle = await send(world, code.seat('authority'), [], 'full')
  unit = world.at('unit:A3')
  unit.app.onTopic((topic) => topics.push(topic))
}, 60_000)
afterAll(() => world.close())

const key = sheetKey('A3')
const form = { form: 'reason', place: '' } as const
const base = { basedOn: 0, writer: 'w', settles: [] }
const content = { entries: smallEntries(100, '70'), note: '' }

/** An input with an effect, made where the command is about to run; left out: the sample is good enough. */
const inputs: { readonly [Name in CallName]?: () => Promise<CallInput<Name>> } = {
  'files.receive': async () => ({ name: 'x.giaouoc', base64: 'AAAA' }),
  'files.saveText': async () => ({ folder: unit.handle(world.stick), name: 'slip.txt', text: 'x' }),
  'exchange.discard': async () => {
    const { token } = await unit.call('exchange.preview', { files: [unit.handle(bundle)] })
    return { token }
  },
  'sheets.saveDraft': async () => {
    const { draftVersion, scaleRecord } = await unit.call('sheets.open', key)
    return { ...key, ...content, ...base, unread: [], leftOut: [], scale: scaleRecord, basedOn: draftVersion }
  },
  'sheets.discardDraft': async () => ({
    ...key,
    basedOn: await keepDraft(unit, key, { ...content, note: 'to be dropped' }),
  }),
  'forms.save': async () => ({ place: '', content: { form: 'reason', reason: 'vì' }, ...base }),
  'forms.discard': async () => {
    const { version } = await unit.call('forms.save', {
      ...base,
      place: '',
      content: { form: 'reason', reason: 'bỏ' },
    })
    return { ...form, basedOn: version }
  },
}

describe('a command changes what it says, and nothing else', () => {
  it('names queries that exist', () => {
    const named = narrow.flatMap((name) => [...calls[name].changes])
    expect(named.filter((name) => !queries.some((query) => query === name))).toEqual([])
  })

  it.each(narrow)('%s', async (name) => {
    const input = await (inputs[name]?.() ?? sampleInputs[name])
    const before = await answers()
    topics.length = 0
    await unit.attempt(name, input as CallInput<typeof name>) // the map is by name
    const after = await answers()
    const changed = [...before].filter(([query, answer]) => after.get(query) !== answer)
    const { changes } = calls[name]
    const told = topics.flatMap((topic) => (topic.topic === 'changed' ? [topic.changes] : []))
    expect(
      changed.map(([query]) => query.split(' ')[0]).filter((query) => !changes.includes(query ?? '')),
    ).toEqual([])
    // Other windows are told by the host.
    expect(told).toEqual(changes.length === 0 ? [] : [changes])
  })

  it('shows drafts everywhere they are seen: what is compared here does change', async () => {
    const before = await answers()
    await keepDraft(unit, sheetKey('A3', 'self', 'Q1'), { ...content, note: 'mới' })
    const after = await answers()
    const changed = [...before].filter(([query, answer]) => after.get(query) !== answer)
    expect(new Set(changed.map(([query]) => query.split(' ')[0]))).toEqual(
      new Set(calls['sheets.saveDraft'].changes),
    )
  })
})

/** Every query with inputs that find something on this machine. */
async function answers(): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const name of queries) {
    for (const input of [sampleInputs[name], ...(more[name] ?? [])]) {
      const outcome = await unit.attempt(name, input as CallInput<typeof name>) // the map is by name
      found.set(`${name} ${JSON.stringify(input)}`, JSON.stringify(outcome))
    }
  }
  for (const content of ['full', 'season', 'receipt'] as const) {
    const outcome = await unit.attempt('exchange.planExport', { recipients: [], content })
    found.set(`exchange.planExport ${content}`, JSON.stringify(outcome))
  }
  return found
}

const more: { readonly [Name in CallName]?: readonly CallInput<Name>[] } = {
  'sheets.open': [key, sheetKey('A1'), sheetKey('A3', 'appraisal')],
  'forms.open': [
    { form: 'reason', place: '' },
    { form: 'agreement', place: '' },
  ],
}
