import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CallName, calls } from '../../shared/contract/calls.ts'
import type { Topic } from '../../shared/contract/define.ts'
import { type ContractHost, hosts } from './hosts.ts'
import { practiceReadings as readings } from './practice-readings.ts'
import { sampleInputs } from './sample-inputs.ts'

const names = Object.keys(calls) as readonly CallName[] // the own keys of the contract are its names

const firstAnswers: unknown[] = []

describe.each(Object.entries(hosts))('the contract %s', (_kind, start) => {
  let host: ContractHost
  const topics: Topic[] = []
  const ask = (name: string, input: unknown): Promise<unknown> => host.call({ id: `id/${name}`, name, input })
  beforeAll(async () => {
    host = await start()
    host.onTopic((topic) => topics.push(topic))
  })
  afterAll(() => host.close())

  it('knows its own calls and nothing else', async () => {
    for (const name of ['no.such.call', '__proto__', 'constructor', 'toString', '']) {
      expect(await ask(name, {})).toEqual({
        id: `id/${name}`,
        ok: false,
        invalid: [{ path: 'name', message: 'no such call' }],
      })
    }
  })

  it('refuses every malformed input of every call, by its path', async () => {
    for (const name of names) {
      for (const input of [null, 7, 'text', [], { ...sampleInputs[name], surplus: 1 }]) {
        expect(await ask(name, input), `${name} with ${JSON.stringify(input)}`).toMatchObject({
          ok: false,
          invalid: [expect.objectContaining({ path: expect.any(String) })],
        })
      }
    }
  })

  it('keeps everything behind the lock that belongs there', async () => {
    for (const name of names.filter((each) => calls[each].access === 'unlocked')) {
      expect(await ask(name, sampleInputs[name]), name).toEqual({
        id: `id/${name}`,
        ok: false,
        error: { code: 'locked' },
      })
    }
  })

  it('answers before the lock with values and typed refusals, never with an incident', async () => {
    expect(await ask('workspace.status', {})).toMatchObject({ ok: true, value: { state: 'new' } })
    expect(await ask('founding.presets', {})).toMatchObject({
      value: [{ id: 'dak-nong-2021', clusters: 4, units: 34 }],
    })
    expect(await ask('files.choose', { what: 'folder' })).toMatchObject({
      error: { code: 'notAvailableHere' },
    })
    expect(await ask('files.browse', sampleInputs['files.browse'])).toMatchObject({
      error: { code: 'fileGone' },
    })
    expect(await ask('joining.look', sampleInputs['joining.look'])).toMatchObject({
      error: { code: 'invitationMistyped' },
    })
    expect(await ask('founding.prepare', sampleInputs['founding.prepare'])).toMatchObject({
      error: { code: 'presetUnknown' },
    })
  })

  it('opens the practice season, tells its progress, and says that everything changed', async () => {
    expect(await ask('practice.open', {})).toMatchObject({
      ok: true,
      value: { passphrase: expect.any(String) },
    })
    expect(topics.some((topic) => topic.topic === 'progress' && topic.task === 'practice')).toBe(true)
    expect(topics.at(-1)).toMatchObject({ topic: 'changed' })
    expect(await ask('practice.open', {})).toMatchObject({ error: { code: 'workspaceExists' } })
  })

  it('gives the same answers as every other host', async () => {
    for (const [index, { name, input }] of readings.entries()) {
      const answer = await ask(name, input)
      expect(answer).toMatchObject({ ok: true })
      firstAnswers[index] ??= answer
      expect(answer, name).toEqual(firstAnswers[index])
    }
  })

  it('refuses every other sample in a typed way', async () => {
    for (const name of names.filter((each) => !effects.has(each))) {
      const answer = await ask(name, sampleInputs[name])
      expect(answer, name).not.toHaveProperty('incident')
      expect(answer, name).not.toHaveProperty('invalid')
    }
  })

  it('locks, and says so', async () => {
    expect(await ask('workspace.lock', {})).toMatchObject({ ok: true })
    expect(topics.filter((topic) => topic.topic === 'locked')).toHaveLength(1)
    expect(await ask('season.get', {})).toMatchObject({ error: { code: 'locked' } })
  })
})

/** Calls that would end the session under test. */
const effects: ReadonlySet<CallName> = new Set(['workspace.lock', 'workspace.unlock', 'workspace.recover'])
