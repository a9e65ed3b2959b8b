import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Failure, failure } from '../../../shared/contract/failures.ts'
import { err } from '../../../shared/kernel/result.ts'

/** A window that only keeps time. */
vi.stubGlobal('window', {
  setTimeout: (work: () => void, after: number) => setTimeout(work, after),
  clearTimeout: (timer: number | undefined) => clearTimeout(timer),
  addEventListener: vi.fn(),
})
vi.stubGlobal('HTMLElement', class {})
vi.stubGlobal('document', { activeElement: null, addEventListener: vi.fn() })
vi.stubGlobal('localStorage', { getItem: () => null })
const { createKeeper } = await import('./keeper.ts')
const { sentOf } = await import('./sent.ts')
const { holdUnsaved, leaving, mayLeave, useLeaving } = await import('./leaving.ts')

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A host that answers when it is told to. */
function form(outlives = true) {
  let text = ''
  const sent: { content: string; basedOn: number; writer: string; last: boolean }[] = []
  const answers: PromiseWithResolvers<Sent>[] = []
  const keeper = createKeeper<string>(
    {
      content: () => text,
      outlives: () => outlives,
      send: (content, { basedOn, writer }, last) => {
        sent.push({ content, basedOn, writer, last })
        const answer = Promise.withResolvers<Sent>()
        answers.push(answer)
        return answer.promise
      },
    },
    { version: 0, savedAt: null },
  )
  return {
    keeper,
    sent,
    type(next: string) {
      text = next
      keeper.touched()
    },
    async answer(outcome: Sent) {
      answers.shift()?.resolve(outcome)
      await vi.advanceTimersByTimeAsync(0)
    },
  }
}
type Sent = Awaited<ReturnType<Parameters<typeof createKeeper>[0]['send']>>
const unreachable: Sent = { sent: 'failed', problem: { kind: 'unreachable' } }
const kept = (version: number): Sent => ({ sent: 'kept', version, savedAt: 'now' })

describe('keeping a form', () => {
  it('sends a moment after the last change, each on the version before', async () => {
    const { keeper, sent, type, answer } = form()
    type('a')
    type('ab')
    await vi.advanceTimersByTimeAsync(699)
    expect(sent).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    type('abc')
    await vi.advanceTimersByTimeAsync(700)
    expect(sent.map(({ content }) => content)).toEqual(['ab'])
    await answer(kept(1))
    expect(sent.map(({ content, basedOn }) => [content, basedOn])).toEqual([
      ['ab', 0],
      ['abc', 1],
    ])
    expect(keeper.isUnsaved()).toBe(true)
    await answer(kept(2))
    expect([keeper.isUnsaved(), keeper.version(), keeper.state.getState().state]).toEqual([false, 2, 'saved'])
  })

  it('tries again until the host takes it, also after its screen is gone', async () => {
    const { keeper, sent, type, answer } = form()
    type('a')
    void keeper.flush()
    await vi.advanceTimersByTimeAsync(0)
    await answer(unreachable)
    expect(keeper.state.getState().state).toBe('failed')
    await vi.advanceTimersByTimeAsync(3000)
    expect(sent).toHaveLength(2)
    await answer(kept(1))
    expect(keeper.isUnsaved()).toBe(false)
  })

  it('does not repeat what the host will not take; the next change is sent again', async () => {
    const { keeper, sent, type, answer } = form()
    type('x'.repeat(10))
    await vi.advanceTimersByTimeAsync(700)
    const problem = { kind: 'incident', incident: '7' } as const
    await answer({ sent: 'refused', problem })
    await vi.advanceTimersByTimeAsync(60_000)
    expect([sent.length, keeper.state.getState()]).toEqual([1, { state: 'refused', problem }])
    type('x')
    await vi.advanceTimersByTimeAsync(700)
    await answer(kept(1))
    expect(keeper.isUnsaved()).toBe(false)
  })

  it('tells a refusal of the text from one of the moment', () => {
    const refused = (failure: Failure<'storeFailed' | 'inputRefused' | 'draftChanged'>) =>
      sentOf(err({ kind: 'refused', failure })).sent
    expect([
      refused(failure('storeFailed', { what: 'full' })),
      refused(failure('inputRefused', { field: 'note', value: '', why: 'tooLong', limit: 4000 })),
      refused(failure('draftChanged', { version: 2 })),
    ]).toEqual(['failed', 'refused', 'aside'])
  })

  it('goes on as another writer once it shows what another window wrote', async () => {
    const { keeper, sent, type, answer } = form()
    type('mine')
    await vi.advanceTimersByTimeAsync(700)
    await answer({ sent: 'aside' })
    expect([keeper.isUnsaved(), keeper.state.getState().state]).toEqual([false, 'aside'])
    keeper.adopt(4, 'now')
    type('theirs and mine')
    await vi.advanceTimersByTimeAsync(700)
    expect(sent[1]).toMatchObject({ basedOn: 4 })
    expect(sent[1]?.writer).not.toBe(sent[0]?.writer)
    await answer(kept(5))
  })
})

describe('leaving', () => {
  it('sends what is typed first, and asks about nothing that is kept', async () => {
    const { type, answer, sent } = form()
    expect(mayLeave()).toBe(true)
    type('a')
    const may = mayLeave()
    await vi.advanceTimersByTimeAsync(0)
    expect(sent).toHaveLength(1)
    await answer(kept(1))
    expect(await may).toBe(true)
  })

  it('asks where a draft could not be kept, for now or at all; whoever leaves gives it up', async () => {
    for (const outcome of [unreachable, { ...unreachable, sent: 'refused' } as const]) {
      const { type, answer, keeper, sent } = form()
      const left = vi.fn()
      const leave = async (said: boolean) => {
        leaving(left)()
        await vi.advanceTimersByTimeAsync(0)
        await answer(outcome)
        useLeaving.getState().answer?.(said)
        await vi.advanceTimersByTimeAsync(0)
      }
      type('a')
      await leave(false)
      expect([left.mock.calls.length, keeper.isUnsaved()]).toEqual([0, true])
      await leave(true)
      expect([left.mock.calls.length, keeper.isUnsaved()]).toEqual([1, false])
      await vi.advanceTimersByTimeAsync(60_000)
      expect(sent).toHaveLength(2)
    }
  })

  it('asks about what is never kept', async () => {
    const release = holdUnsaved({ isUnsaved: () => true, send: null })
    const left = vi.fn()
    leaving(left)()
    await vi.advanceTimersByTimeAsync(0)
    expect(left).not.toHaveBeenCalled()
    useLeaving.getState().answer?.(true)
    await vi.advanceTimersByTimeAsync(0)
    expect(left).toHaveBeenCalledOnce()
    release()
    leaving(left)()
    expect(left).toHaveBeenCalledTimes(2)
  })

  it('sends the newest text with the last words of the page, whatever is still under way', async () => {
    const { followLeaving } = await import('./leaving.ts')
    const heard = new Map<string, (event: unknown) => void>()
    vi.stubGlobal('window', {
      ...window,
      addEventListener: (name: string, listener: (event: unknown) => void) => heard.set(name, listener),
      removeEventListener: vi.fn(),
    })
    followLeaving()
    const { type, sent, keeper } = form()
    type('a')
    await vi.advanceTimersByTimeAsync(700)
    type('ab')
    const preventDefault = vi.fn()
    heard.get('beforeunload')?.({ preventDefault })
    expect(sent.map(({ content, last }) => [content, last])).toEqual([
      ['a', false],
      ['ab', true],
    ])
    expect(preventDefault).not.toHaveBeenCalled()
    keeper.stop()

    const large = form(false)
    large.type('too long to outlive the page')
    heard.get('beforeunload')?.({ preventDefault })
    expect(preventDefault).toHaveBeenCalledOnce()
    large.keeper.stop()
  })
})
