import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CriterionCode } from '../../../../shared/domain/ids.ts'
import { type Entry, emptyEntry } from '../../../../shared/domain/sheet.ts'
import { type EditStep, emptyHistory, redone, stepped, undone, withStep } from './edit-history.ts'

type Entries = ReadonlyMap<CriterionCode, Entry>

const entryArbitrary = fc
  .tuple(fc.constantFrom('1', '2', '38a'), fc.option(fc.nat(9), { nil: undefined }))
  .map(([code, value]) => ({
    criterion: code as CriterionCode,
    after: value === undefined ? undefined : { ...emptyEntry(code as CriterionCode), result: String(value) },
  }))

/** Acts as the store makes them: `before` is what stands there when the act begins. */
function played(acts: readonly (readonly { criterion: CriterionCode; after: Entry | undefined }[])[]) {
  let entries: Entries = new Map()
  let history = emptyHistory
  const seen: Entries[] = [entries]
  for (const act of acts) {
    const once = act.filter(
      ({ criterion }, at) => act.findIndex((each) => each.criterion === criterion) === at,
    )
    const step: EditStep = once.map(({ criterion, after }) => ({
      criterion,
      before: entries.get(criterion),
      after,
    }))
    if (step.length === 0) continue
    entries = stepped(entries, step, false)
    history = withStep(history, step)
    seen.push(entries)
  }
  return { entries, history, seen }
}

describe('undo and redo', () => {
  it('goes back through every state and forward again', () => {
    fc.assert(
      fc.property(fc.array(fc.array(entryArbitrary, { maxLength: 4 }), { maxLength: 12 }), (acts) => {
        let { entries, history, seen } = played(acts)
        for (const state of seen.toReversed().slice(1)) {
          const back = undone(entries, history)
          expect(back?.entries).toEqual(state)
          if (back !== null) ({ entries, history } = back)
        }
        expect(undone(entries, history)).toBeNull()
        for (const state of seen.slice(1)) {
          const forward = redone(entries, history)
          expect(forward?.entries).toEqual(state)
          if (forward !== null) ({ entries, history } = forward)
        }
        expect(redone(entries, history)).toBeNull()
      }),
    )
  })

  it('forgets what could be done again after a new act', () => {
    const first = {
      criterion: '1' as CriterionCode,
      before: undefined,
      after: emptyEntry('1' as CriterionCode),
    }
    const back = undone(new Map([['1' as CriterionCode, first.after]]), withStep(emptyHistory, [first]))
    expect(back === null ? null : withStep(back.history, [first]).undone).toEqual([])
  })
})
