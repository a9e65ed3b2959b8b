import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallOutput } from '../../shared/contract/calls.ts'
import { foundSmallSeason, keepDraft, sheetKey, smallEntries, submit } from '../../tests/support/seasons.ts'
import { createWorld, type TestMachine, type World } from '../../tests/support/world.ts'

let world: World
let unit: TestMachine
beforeEach(async () => {
  world = createWorld()
  await foundSmallSeason(world)
  unit = world.at('unit:A3')
})
afterEach(() => world.close())

const key = sheetKey('A3')
const typed = (points: number, note: string) => ({ entries: smallEntries(points, '70'), note })
const open = () => unit.call('sheets.open', key)

/** Saves as a window does that opened the sheet when `seen` was its answer. */
function save(
  writer: string,
  seen: CallOutput<'sheets.open'>,
  content: ReturnType<typeof typed>,
  settles: number[] = [],
) {
  const base = { basedOn: seen.draftVersion, writer, settles, scale: seen.scaleRecord, unread: [] }
  return unit.attempt('sheets.saveDraft', { ...key, ...content, ...base })
}

describe('two windows on one sheet', () => {
  it('never overwrite each other: the later one is told, and both texts are kept', async () => {
    const seen = await open()
    expect(await save('first', seen, typed(3600, 'một'))).toMatchObject({ value: { version: 1 } })
    expect(await save('second', seen, typed(2100, 'hai'))).toEqual({
      error: { code: 'draftChanged', version: 1 },
    })
    const both = await open()
    expect({ stands: both.draft?.note, aside: both.draftsAside.map(({ note }) => note) }).toEqual({
      stands: 'một',
      aside: ['hai'],
    })
    // Chosen: one text stands, the other has been taken account of.
    const settles = both.draftsAside.map(({ version }) => version)
    expect(await save('choice', both, typed(3600, 'một và hai'), settles)).toHaveProperty('value')
    const chosen = await open()
    expect([chosen.draft?.note, chosen.draftsAside]).toEqual(['một và hai', []])
  })

  it('discard and submit only the draft that was seen', async () => {
    const seen = await open()
    await save('first', seen, typed(3000, 'một'))
    const stale = { scale: seen.scaleRecord, basedOn: 0 }
    const changed = { error: { code: 'draftChanged', version: 1 } }
    expect(await unit.attempt('sheets.discardDraft', { ...key, basedOn: 0 })).toEqual(changed)
    expect(await unit.attempt('sheets.submit', { ...key, ...typed(1000, ''), draft: stale })).toEqual(changed)
    expect((await open()).draft?.note).toBe('một')
    expect((await open()).layers.self).toBeNull()
  })

  it('leaves alone a draft that a submission says nothing of', async () => {
    await keepDraft(unit, key, typed(3000, 'một'))
    await submit(world, 'unit:A3', key, smallEntries(1000, '70'))
    expect((await open()).draft?.note).toBe('một')
  })

  it('keeps texts that are no value yet', async () => {
    const seen = await open()
    const [first] = smallEntries(1, '1')
    if (first === undefined) throw new Error('the small scale has criteria')
    const unread = [{ criterion: first.criterion, column: 'result' as const, text: '1.234' }]
    const base = { basedOn: 0, writer: 'w', settles: [], scale: seen.scaleRecord }
    await unit.call('sheets.saveDraft', { ...key, entries: [], note: '', unread, ...base })
    expect((await open()).draft?.unread).toEqual(unread)
  })
})

describe('a form that is no sheet', () => {
  it('keeps what is typed, by form and place, under the same rule', async () => {
    const content = {
      form: 'exclusion' as const,
      subject: null,
      reason: 'Mới thành lập',
      from: '',
      until: '',
    }
    const base = { place: 'Q1 1', writer: 'first', basedOn: 0, settles: [] }
    expect(await unit.call('forms.save', { ...base, content })).toMatchObject({ version: 1 })
    const other = { ...base, writer: 'second', content: { ...content, reason: 'Giải thể' } }
    expect(await unit.attempt('forms.save', other)).toEqual({ error: { code: 'draftChanged', version: 1 } })
    expect(await unit.call('forms.open', { form: 'exclusion', place: 'Q1 1' })).toMatchObject({
      version: 1,
      draft: { content },
      aside: [{ content: other.content }],
    })
    expect((await unit.call('forms.open', { form: 'exclusion', place: 'Q1 2' })).draft).toBeNull()
    await unit.call('forms.discard', { form: 'exclusion', place: 'Q1 1', basedOn: 1 })
    expect((await unit.call('forms.open', { form: 'exclusion', place: 'Q1 1' })).draft).toBeNull()
  })
})
