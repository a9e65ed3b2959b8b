import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallInput, CallName } from '../../shared/contract/calls.ts'
import type { RecordId } from '../../shared/domain/ids.ts'
import { emptyEntry } from '../../shared/domain/sheet.ts'
import { code, foundSmallSeason, sheetKey, smallEntries } from '../support/seasons.ts'
import { createWorld, type World } from '../support/world.ts'
import { sampleInputs } from './sample-inputs.ts'

/** Inputs that ended in an incident once, each with the refusal that names the field and the value. */
let world: World
let scale: RecordId
beforeAll(async () => {
  world = createWorld({ on: 'folders', together: { 'unit:A2': 'unit:A1', 'unit:A3': 'unit:A1' } })
  await foundSmallSeason(world)
  scale = (await world.at('authority').call('scale.current', { cluster: null })).record
}, 60_000)
afterAll(() => world.close())

const nothing = '\u202e\u200f\ufeff\u0000'
const shown = '[U+202E][U+200F][U+FEFF][U+0000]'
/** One unit typed, two composed. */
const growing = '\u0958'
const draft = {
  ...sampleInputs['agreement.draft'],
  scope: code.cluster('1'),
  parties: [code.seat('unit:A1')],
}
const item = {
  subject: code.subject('A1'),
  criterion: code.criterion('2'),
  assigned: true,
  target: '80',
  baseline: null,
}
const submitted = { ...sheetKey('A1'), note: '' }

async function refusalOf<Name extends CallName>(seat: string, name: Name, input: CallInput<Name>) {
  return world.at(seat).attempt(name, input)
}
const refused = (field: string, value: string, why: string, limit: number | null = null) => ({
  error: { code: 'inputRefused', field, value, why, limit },
})

/** Every number as −0, which JSON can say and the canonical bytes of a record cannot. */
function negativeZeros(input: unknown): unknown {
  if (typeof input === 'number') return -0
  if (Array.isArray(input)) return input.map(negativeZeros)
  if (typeof input !== 'object' || input === null) return input
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, negativeZeros(value)]))
}

describe('numbers', () => {
  it('are 0 where they say −0: in points, adjustments, counts, and in every other call', async () => {
    const entry = { ...emptyEntry(code.criterion('1')), points: -0, counts: [{ code: 'x', count: -0 }] }
    const outcome = await refusalOf('unit:A1', 'sheets.submit', { ...submitted, entries: [entry] })
    expect(outcome).not.toHaveProperty('incident')
    const { scale: present } = await world.at('authority').call('scale.current', { cluster: null })
    const published = { cluster: null, scale: negativeZeros(present) as typeof present, replaces: scale }
    expect(await refusalOf('authority', 'scale.publish', published)).not.toHaveProperty('incident')
    // Whatever locks would keep the others from being asked.
    const others = Object.entries(sampleInputs).filter(([name]) => !name.startsWith('workspace.'))
    for (const [name, input] of others) {
      const call = name as CallName // the samples are those of the contract
      const changed = negativeZeros(input) as CallInput<typeof call> // the same shape
      expect([name, await refusalOf('lead:1', call, changed)]).toEqual([
        name,
        expect.not.objectContaining({ incident: expect.anything() }),
      ])
    }
  })
})

describe('text', () => {
  it.each([
    ' ',
    '\u00a0',
    '\u200b',
    '\u3164',
    '\u2800',
    '\u00ad',
    '\n',
    ' \u2060 ',
  ])('in which nothing can be seen is empty: %j', async (reason) => {
    const outcome = await refusalOf('lead:1', 'exclusions.record', {
      ...sampleInputs['exclusions.record'],
      reason,
    })
    expect(outcome).toMatchObject({ error: { code: 'inputRefused', field: 'reason', why: 'empty' } })
  })

  it('of forbidden characters only is empty', async () => {
    expect(
      await refusalOf('authority', 'signatory.enrol', { ...sampleInputs['signatory.enrol'], name: nothing }),
    ).toEqual(refused('name', shown, 'empty', 200))
    expect(
      await refusalOf('lead:1', 'exclusions.record', {
        ...sampleInputs['exclusions.record'],
        reason: nothing,
      }),
    ).toEqual(refused('reason', shown, 'empty', 2000))
    expect(
      await refusalOf('lead:1', 'agreement.draft', {
        ...draft,
        articles: [{ no: 1, title: nothing, targets: [] }],
      }),
    ).toEqual(refused('articles.0.title', shown, 'empty', 4000))
    const titled = structuredClone(sampleInputs['scale.publish'])
    Object.assign(titled.scale.criteria[0] ?? {}, { title: nothing })
    expect(await refusalOf('authority', 'scale.publish', titled)).toMatchObject(
      refused('scale.criteria.0.title', shown, 'empty', 4000),
    )
  })

  it('that grows beyond its limit when it is composed is too long; typed with separate marks it fits', async () => {
    const entries = smallEntries(100, '75')
    const note = growing.repeat(2001)
    expect(await refusalOf('unit:A1', 'sheets.submit', { ...submitted, entries, note })).toMatchObject({
      error: { code: 'inputRefused', field: 'note', why: 'tooLong', limit: 4000 },
    })
    const typed = 'ế'.normalize('NFD').repeat(4000)
    expect(
      await refusalOf('unit:A1', 'sheets.submit', { ...submitted, entries, note: typed }),
    ).toHaveProperty('value')
    const { layers } = await world.at('unit:A1').call('sheets.open', sheetKey('A1'))
    expect(layers.self?.note).toBe('ế'.repeat(4000))
  })

  it('has at most 30 marks in a row, also after they came apart', async () => {
    for (const [mark, many] of [
      ['\u0301', 31],
      ['\u0344', 16],
      ['\u0301', 8000],
    ] as const) {
      const name = `a${mark.repeat(many)}`
      const answer = await refusalOf('authority', 'signatory.enrol', {
        ...sampleInputs['signatory.enrol'],
        name,
      })
      expect(answer).toMatchObject({
        error: { code: 'inputRefused', field: 'name', why: many > 800 ? 'tooLong' : 'tooManyMarks' },
      })
    }
  })
})

describe('what the rules of records refuse', () => {
  it('in an agreement: doubled parties and articles, seats that do not exist, too many', async () => {
    const [party] = draft.parties
    const twice = [...draft.parties, ...draft.parties]
    expect(await refusalOf('lead:1', 'agreement.draft', { ...draft, parties: twice })).toEqual(
      refused('parties.1', party ?? '', 'repeated'),
    )
    const [article] = draft.articles
    const articles = article === undefined ? [] : [article, article]
    expect(await refusalOf('lead:1', 'agreement.draft', { ...draft, articles })).toEqual(
      refused('articles.1', '', 'repeated'),
    )
    expect(
      await refusalOf('lead:1', 'agreement.draft', { ...draft, parties: [code.seat('unit:Z9')] }),
    ).toEqual(refused('parties.0', 'unit:Z9', 'unknown'))
    const titles = [{ seat: code.seat('lead:9'), title: 'x' }]
    expect(await refusalOf('lead:1', 'agreement.draft', { ...draft, titles })).toEqual(
      refused('titles.0.seat', 'lead:9', 'unknown'),
    )
    const parties = Array.from({ length: 2001 }, () => code.seat('unit:A1'))
    expect(await refusalOf('lead:1', 'agreement.draft', { ...draft, parties })).toEqual(
      refused('parties', '', 'tooMany', 2000),
    )
  })

  it('in assignments: an unknown cluster, an item twice, more than a record holds', async () => {
    const cluster = code.cluster('9')
    expect(await refusalOf('authority', 'assignments.publish', { cluster, scale, items: [] })).toEqual(
      refused('cluster', '9', 'unknown'),
    )
    expect(
      await refusalOf('authority', 'assignments.publish', { cluster: null, scale, items: [item, item] }),
    ).toEqual(refused('items.1', '', 'repeated'))
    const items = Array.from({ length: 50_000 }, (_, index) => ({
      ...item,
      criterion: code.criterion(`c${index}`.padEnd(32, 'x')),
      baseline: '1234567890123',
    }))
    expect(await refusalOf('authority', 'assignments.publish', { cluster: null, scale, items })).toEqual(
      refused('', '', 'recordTooLarge'),
    )
  })

  it('in a scale: an unknown cluster, more levels than a record has', async () => {
    const { scale: small } = sampleInputs['scale.publish']
    expect(
      await refusalOf('authority', 'scale.publish', { cluster: code.cluster('9'), scale: small }),
    ).toEqual(refused('cluster', '9', 'unknown'))
    const nested = (levels: number): (typeof small.criteria)[number] =>
      levels === 0
        ? { code: code.criterion('x'), title: 'x', max: small.total, rule: { kind: 'direct' } }
        : { code: 'g', title: 'x', children: [nested(levels - 1)] }
    expect(
      await refusalOf('authority', 'scale.publish', {
        cluster: null,
        scale: { ...small, criteria: [nested(8)] },
      }),
    ).toEqual(refused('', '', 'tooDeep', 12))
  })

  it('where a reason is asked for: blanks; an exclusion that ends before it begins', async () => {
    const place = { round: code.round('Q1'), cluster: code.cluster('1') }
    const [subject, reason] = [code.subject('A1'), ' \n']
    const excluded = { ...sampleInputs['exclusions.record'], from: '2026-05-01', until: '2026-04-30' }
    const closing = { ...place, gaps: [], ties: [], choices: [] }
    const subjects = [subject, code.subject('A2')]
    const answers = [
      await refusalOf('lead:1', 'rounds.reopen', { closing: scale, reason }),
      await refusalOf('lead:1', 'rounds.close', {
        ...closing,
        gaps: [{ subject, criterion: null, reason }],
      }),
      await refusalOf('lead:1', 'rounds.close', { ...closing, ties: [{ subjects, reason }] }),
      await refusalOf('lead:1', 'rounds.close', {
        ...closing,
        choices: [{ counts: scale, by: 'lead', reason }],
      }),
      await refusalOf('lead:1', 'exclusions.record', { ...excluded, reason, until: null }),
      await refusalOf('lead:1', 'exclusions.record', excluded),
    ]
    const blank = (field: string) => refused(field, ' [U+000A]', 'empty', 2000)
    expect(answers).toEqual([
      blank('reason'),
      blank('gaps.0.reason'),
      blank('ties.0.reason'),
      blank('choices.0.reason'),
      blank('reason'),
      refused('until', '2026-04-30', 'endsBeforeItBegins'),
    ])
  })

  it('in a sheet: an adjustment of one’s own points, an entry twice', async () => {
    const entry = { ...emptyEntry(code.criterion('1')), points: 10, adjustment: 5, reason: 'x' }
    for (const entries of [
      [entry],
      [emptyEntry(code.criterion('1')), { ...emptyEntry(code.criterion('1')), points: 5 }],
    ]) {
      expect(await refusalOf('unit:A1', 'sheets.submit', { ...submitted, entries })).toMatchObject({
        error: { code: 'sheetInvalid', problems: [{ criterion: '1' }] },
      })
    }
  })
})

describe('file names', () => {
  it('become names that Windows takes', async () => {
    const machine = world.at('authority')
    const folder = machine.handle(world.stick)
    const names: string[] = []
    for (const name of [
      'CON',
      'nul.txt',
      '_x',
      'x'.repeat(119),
      '...',
      'Phiếu mời',
      'a/b',
      'COM1.x',
      '\u202ea',
    ]) {
      const saved = await machine.call('files.saveText', { folder, name, text: 'x' })
      names.push(saved.name)
    }
    expect(names).toEqual([
      'tai-lieu-CON.txt',
      'tai-lieu-nul.txt',
      'x.txt',
      `${'x'.repeat(107)}.txt`,
      'tai-lieu.txt',
      'Phieu-moi.txt',
      'a-b.txt',
      'tai-lieu-COM1.x.txt',
      'a.txt',
    ])
  })
})
