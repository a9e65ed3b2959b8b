import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallOutput } from '../../shared/contract/calls.ts'
import { type Criterion, leavesOf, type Scale, type ScaleNode } from '../../shared/domain/scale.ts'
import {
  carry,
  code,
  foundSmallSeason,
  keepDraft,
  sheetKey,
  smallEntries,
  submit,
} from '../../tests/support/seasons.ts'
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
  const base = {
    basedOn: seen.draftVersion,
    writer,
    settles,
    scale: seen.scaleRecord,
    unread: [],
    leftOut: [],
  }
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

  it('keeps whatever a sheet holds, letter for letter', async () => {
    const seen = await open()
    const [first] = smallEntries(1, '1')
    if (first === undefined) throw new Error('the small scale has criteria')
    const unread = [
      '1.234',
      'x'.repeat(4001),
      `a${'\u0301\u0316'.repeat(20)}`,
      '\ud800\u202e\0',
      '1/'.repeat(101),
    ].map((text) => ({ criterion: first.criterion, column: 'result' as const, text }))
    const base = { basedOn: 0, writer: 'w', settles: [], scale: seen.scaleRecord, leftOut: [] }
    const note = `n${'\u0301'.repeat(31)}${'x'.repeat(4001)}`
    await unit.call('sheets.saveDraft', { ...key, entries: [], note, unread, ...base })
    expect((await open()).draft).toMatchObject({ unread, note })
  })
})

describe('a new scale under a draft', () => {
  it('takes along what still fits; all else stays readable until the person drops it', async () => {
    const seen = await open()
    const unread = (['2', '3', '4'] as const).map((of) => ({
      criterion: code.criterion(of),
      column: 'reason' as const,
      text: `chưa đọc ${of}`,
    }))
    const base = { basedOn: 0, writer: 'w', settles: [], scale: seen.scaleRecord, leftOut: [] }
    await unit.call('sheets.saveDraft', { ...key, ...typed(900, 'ghi chú'), unread, ...base })
    const leaves = leavesOf(seen.scale)
    // 1 has another title, 4 has another code; 2 and 3 stay as they were.
    const scale = renamed(seen.scale, (leaf) =>
      leaf.code === '1'
        ? { ...leaf, title: 'Tiêu chí khác' }
        : leaf.code === '4'
          ? { ...leaf, code: code.criterion('5') }
          : leaf,
    )
    await world.at('authority').call('scale.publish', { cluster: null, scale })
    await carry(world, 'authority', 'unit:A3')
    const after = await open()
    expect(after.scaleRecord).not.toBe(seen.scaleRecord)
    const entryOf = (of: string) => typed(900, '').entries.find(({ criterion }) => criterion === of) ?? null
    const leftOut = [
      { leaf: leaves.find((leaf) => leaf.code === '1'), entry: entryOf('1'), unread: [] },
      { leaf: leaves.find((leaf) => leaf.code === '4'), entry: entryOf('4'), unread: unread.slice(2) },
    ]
    expect(after.draft).toMatchObject({
      entries: [entryOf('2'), entryOf('3')],
      unread: unread.slice(0, 2),
      note: 'ghi chú',
      leftOut,
    })
    // Typing goes on under the new scale, and what was left out stays beside it.
    const { draft, draftVersion: basedOn, scaleRecord } = after
    if (draft === null) throw new Error('the draft went')
    const { savedAt: _, ...content } = draft
    const next = { ...base, basedOn, scale: scaleRecord }
    await unit.call('sheets.saveDraft', { ...key, ...next, ...content, note: 'tiếp' })
    expect((await open()).draft).toMatchObject({ note: 'tiếp', leftOut })
  })
})

describe('a form that is no sheet', () => {
  it('is kept whatever it holds', async () => {
    const long = 'x'.repeat(4001)
    const target = { title: long, unit: long, comparator: 'atLeast' as const, value: 'a', previous: long }
    const content = {
      form: 'agreement' as const,
      title: long,
      motto: `a${'\u0301'.repeat(31)}`,
      parties: [],
      articles: Array.from({ length: 201 }, () => ({ title: '', targets: [target] })),
    }
    const place = ''
    await unit.call('forms.save', { place, content, basedOn: 0, writer: 'w', settles: [] })
    expect((await unit.call('forms.open', { form: 'agreement', place })).draft?.content).toEqual(content)
  })

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

/** The scale with each leaf put through `change`. */
function renamed(scale: Scale, change: (leaf: Criterion) => Criterion): Scale {
  const through = (node: ScaleNode): ScaleNode =>
    'children' in node ? { ...node, children: node.children.map(through) } : change(node)
  return { ...scale, criteria: scale.criteria.map(through) }
}
