import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { expectOk } from '../../shared/kernel/result.ts'
import { openStore, removeFolders, testSeason } from '../../tests/support/season-stores.ts'
import type { DraftChange, SeasonStore } from '../season-store.ts'

let store: SeasonStore
beforeEach(() => {
  store = openStore({ season: testSeason(1, 1).id, location: { kind: 'memory' } })
})
afterAll(removeFolders)

function change(writer: string, basedOn: number, text: string | null, settles: readonly number[] = []) {
  const { outcome, version } = expectOk(
    store.drafts.change('form', { writer, basedOn, text, settles } satisfies DraftChange),
    'memory takes it',
  )
  return `${outcome} ${version}`
}
const shown = () => {
  const { version, current, aside } = store.drafts.get('form')
  return {
    version,
    stands: current?.text ?? null,
    aside: aside.map((each) => `${each.version} ${each.text}`),
  }
}

describe('a draft', () => {
  it('follows one writer from version to version', () => {
    expect(shown()).toEqual({ version: 0, stands: null, aside: [] })
    expect([change('a', 0, 'x'), change('a', 1, 'y')]).toEqual(['kept 1', 'kept 2'])
    expect(shown()).toEqual({ version: 2, stands: 'y', aside: [] })
  })

  it('is never overwritten by what was written on an older version: both are kept', () => {
    change('a', 0, 'x')
    expect(change('b', 0, 'other')).toBe('changed 1')
    expect(change('b', 0, 'other, longer')).toBe('changed 1')
    expect(change('c', 0, 'third')).toBe('changed 1')
    expect(shown()).toEqual({ version: 1, stands: 'x', aside: ['3 other, longer', '4 third'] })
    // Whoever wrote what stands goes on undisturbed.
    expect(change('a', 1, 'x2')).toBe('kept 5')
  })

  it('takes a choice in one step, and only what was chosen from goes', () => {
    change('a', 0, 'x')
    change('b', 0, 'y')
    change('c', 0, 'z')
    expect(change('a', 1, 'x and y', [2])).toBe('kept 4')
    expect(shown()).toEqual({ version: 4, stands: 'x and y', aside: ['3 z'] })
    // The text aside had changed meanwhile: the newer one stays.
    change('c', 0, 'z2')
    expect(change('a', 4, 'chosen', [3])).toBe('kept 6')
    expect(shown()).toEqual({ version: 6, stands: 'chosen', aside: ['5 z2'] })
  })

  it('is dropped only in the version that was seen, and no version is used twice', () => {
    change('a', 0, 'x')
    change('a', 1, 'x2')
    expect(change('b', 1, null)).toBe('changed 2')
    expect(shown().stands).toBe('x2')
    expect(change('b', 2, null)).toBe('kept 3')
    expect(shown()).toEqual({ version: 3, stands: null, aside: [] })
    // A window that still shows the dropped text does not bring it back over a newer one.
    expect(change('a', 2, 'x3')).toBe('changed 3')
    expect(shown()).toEqual({ version: 3, stands: null, aside: ['4 x3'] })
    expect(store.drafts.names()).toEqual(['form'])
  })

  it('is kept once when its answer was lost on the way', () => {
    change('a', 0, 'x')
    expect(change('a', 0, 'x')).toBe('kept 1')
    expect(change('a', 0, 'x, then more')).toBe('kept 2')
    expect(shown()).toEqual({ version: 2, stands: 'x, then more', aside: [] })
  })
})
