import type { RecordId } from '../../shared/domain/ids.ts'
import { Defect } from '../../shared/kernel/result.ts'
import type { Judgement } from '../../shared/ledger/judgement.ts'
import type { TypedBody } from '../../shared/ledger/read-record.ts'
import type { SeasonState } from '../../shared/ledger/state.ts'

/** The judgement without its verdicts, which have a table of their own, and the state. */
export interface Topics {
  readonly judgement: Omit<Judgement, 'verdicts'>
  readonly state: SeasonState | null
}

/**
 * One JSON text per topic, so that a write touches only what it changes. Bodies are left out: they lie in the
 * ledger already, and lists of assignments are large.
 */
export function topicTexts({ judgement, state }: Topics): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  const { seasonChain, founder, founderFrozen, forks } = judgement
  texts.set(
    'judgement',
    JSON.stringify({ seasonChain, founder, founderFrozen, forks: [...forks].sort(byDevice) }),
  )
  if (state === null) return texts
  for (const [topic, value] of Object.entries(state)) {
    texts.set(`state.${topic}`, JSON.stringify(isListOfBodies(topic) ? withoutBodies(value) : value))
  }
  return texts
}

/** The way back. The texts are `topicTexts` of the same program: their stamp was compared before. */
export function topicsOf(
  texts: ReadonlyMap<string, string>,
  bodyOf: (id: RecordId) => TypedBody | null,
): Topics {
  const judgementText = texts.get('judgement')
  if (judgementText === undefined) throw new Defect('projected_state has no judgement')
  const { forks, ...rest } = JSON.parse(judgementText) as ForkedAsList // written just so by topicTexts
  const judgement = { ...rest, forks: new Map(forks) }
  if (!texts.has('state.id')) return { judgement, state: null }
  const state: { [topic: string]: unknown } = {}
  for (const [key, text] of texts) {
    if (!key.startsWith(statePrefix)) continue
    const topic = key.slice(statePrefix.length)
    const value: unknown = JSON.parse(text)
    state[topic] = isListOfBodies(topic) ? withBodies(value, bodyOf) : value
  }
  return { judgement, state: state as unknown as SeasonState } // the topics of one state, written by topicTexts
}

type ForkedAsList = Omit<Judgement, 'verdicts' | 'forks'> & {
  readonly forks: readonly (readonly [ForkedDevice, number])[]
}
type ForkedDevice = Judgement['forks'] extends ReadonlyMap<infer Device, number> ? Device : never

const statePrefix = 'state.'
const listsOfBodies = [
  'signatories',
  'scales',
  'assignments',
  'agreements',
  'plans',
  'exclusions',
  'closings',
] as const satisfies readonly (keyof SeasonState)[]

function isListOfBodies(topic: string): boolean {
  return listsOfBodies.some((each) => each === topic)
}

interface BodiedItem {
  readonly record: RecordId
  readonly body?: unknown
}

function withoutBodies(value: unknown): readonly BodiedItem[] {
  return (value as readonly BodiedItem[]).map(({ body: _body, ...item }) => item) // every listed topic is made of these
}

function withBodies(value: unknown, bodyOf: (id: RecordId) => TypedBody | null): readonly BodiedItem[] {
  return (value as readonly BodiedItem[]).map((item) => {
    const typed = bodyOf(item.record)
    if (typed === null) throw new Defect(`the body of ${item.record} is projected but not held`)
    return { ...item, body: typed.body }
  })
}

function byDevice(left: readonly [string, number], right: readonly [string, number]): number {
  return left[0] < right[0] ? -1 : 1
}
