import { send } from '../../electron/services/practice/carry.ts'
import { signatoryOf } from '../../electron/services/practice/founding-case.ts'
import type { PresetFile } from '../../electron/services/presets.ts'
import type { CallInput, CallName } from '../../shared/contract/calls.ts'
import type { Seat } from '../../shared/domain/ids.ts'
import { emptyEntry } from '../../shared/domain/sheet.ts'
import { carry, code, foundSmallSeason, sheetKey, smallEntries, submit } from '../support/seasons.ts'
import { smallPreset } from '../support/small-preset.ts'
import { createWorld, type TestMachine, type World } from '../support/world.ts'
import { sampleInputs } from './sample-inputs.ts'

/** A machine in the state it is asked in, and inputs that are good there. */
export interface Scene {
  readonly machine: TestMachine
  /** Brings it back into its state when the last call ended it. */
  ready(): Promise<void>
  /** Well-formed inputs that name what exists here. */
  good(name: CallName): readonly unknown[]
  /** Codes, seats, ids and tickets that exist here. */
  readonly known: readonly string[]
}
export type SceneName = 'new' | 'locked' | 'authority' | 'lead' | 'unit'
export const sceneNames: readonly SceneName[] = ['new', 'locked', 'authority', 'lead', 'unit']

/** Rounds enough that one that is closed does not end the search. */
const preset: PresetFile = {
  ...smallPreset,
  season: {
    ...(smallPreset.season as object), // a preset's season is an object
    rounds: [
      ...['Q1', '6T', 'Q3', 'N'].map((round) => ({ code: round, name: round, scope: 'withinCluster' })),
      { code: 'CUM', name: 'Giữa các cụm', scope: 'betweenClusters' },
    ],
  },
}

export interface Stage {
  readonly world: World
  scene(name: SceneName): Promise<Scene>
}

/** A founded season with sheets in its first round, on real folders, for one call to be searched. */
export async function stageFor(seed: number): Promise<Stage> {
  const together = Object.fromEntries(
    ['lead:2', 'unit:B1', 'unit:B2', 'unit:B3', 'unit:A3'].map((seat) => [seat, 'unit:A2']),
  )
  const world = createWorld({ seed, on: 'folders', presets: [preset], together })
  const played = await foundSmallSeason(world)
  for (const unit of ['A1', 'A2', 'A3']) {
    await submit(world, `unit:${unit}`, sheetKey(unit), smallEntries(2000, '80'))
  }
  await carry(world, 'unit:A1', 'lead:1')
  await carry(world, 'unit:A2', 'lead:1')
  await world.at('lead:1').call('signatory.enrol', {
    ...signatoryOf(played.season, code.seat('lead:1')),
    passphrase: world.passphrase,
  })
  const bundle = await send(world, code.seat('unit:A2'), [], 'full')
  const seasonBundle = await send(world, code.seat('authority'), [], 'season')
  const seats: { readonly [Name in SceneName]?: Seat } = {
    locked: code.seat('unit:A1'),
    authority: code.seat('authority'),
    lead: code.seat('lead:1'),
    unit: code.seat('unit:A1'),
  }
  let made = 0
  return {
    world,
    async scene(name) {
      const seat = seats[name]
      const machine = seat === undefined ? world.extra(`new-${++made}`) : world.at(seat)
      const files = [bundle, seasonBundle, world.stick].map((path) => machine.handle(path))
      const unlock = async (): Promise<void> => {
        const status = await machine.call('workspace.status', {})
        if (status.state !== 'locked') return
        world.moveClocks(new Date(Date.parse(machine.clock.now()) + 3_600_000).toISOString())
        await machine.call('workspace.unlock', { account: world.account, passphrase: world.passphrase })
      }
      if (seat !== undefined) await unlock()
      const facts = seat === undefined ? [] : await factsOf(machine)
      const known = [...new Set([...facts, ...files, ...codes])]
      return {
        machine,
        known,
        good: (call) => goodInputs(call, facts, files),
        async ready() {
          if (name === 'locked') await machine.attempt('workspace.lock', {})
          else if (seat !== undefined) await unlock()
        },
      }
    },
  }
}

const codes = [
  'Q1',
  '6T',
  'CUM',
  '1',
  '2',
  'A1',
  'A2',
  'B1',
  'authority',
  'lead:1',
  'unit:A1',
  'unit:B1',
  '3',
]

/** Every id a screen of this machine would show. */
async function factsOf(machine: TestMachine): Promise<readonly string[]> {
  const answers = [
    await machine.call('season.get', {}),
    await machine.call('scale.current', { cluster: null }),
    await machine.call('agreement.list', {}),
    await machine.call('sheets.list', { round: code.round('Q1') }),
  ]
  return [...new Set(JSON.stringify(answers).match(/\b[0-9a-f]{64}\b/g) ?? [])]
}

function goodInputs(name: CallName, facts: readonly string[], files: readonly string[]): readonly unknown[] {
  const more: { readonly [Name in CallName]?: readonly CallInput<Name>[] } = {
    'founding.prepare': [{ ...sampleInputs['founding.prepare'], preset: preset.id }],
    'agreement.draft': [
      {
        ...sampleInputs['agreement.draft'],
        scope: code.cluster('1'),
        parties: [code.seat('unit:A1'), code.seat('unit:A2')],
        articles: [
          {
            no: 1,
            title: 'x',
            targets: [{ title: 'x', unit: '%', comparator: 'atLeast', value: '75', previous: null }],
          },
        ],
        titles: [{ seat: code.seat('unit:A1'), title: 'DVTT' }],
      },
    ],
    'assignments.publish': [
      {
        ...sampleInputs['assignments.publish'],
        items: [
          {
            subject: code.subject('A1'),
            criterion: code.criterion('2'),
            assigned: true,
            target: '80',
            baseline: null,
          },
        ],
      },
    ],
    'sheets.submit': [
      {
        ...sampleInputs['sheets.submit'],
        layer: 'appraisal',
        subject: code.subject('A2'),
        entries: [{ ...emptyEntry(code.criterion('1')), points: 10, adjustment: -5, reason: 'x' }],
      },
    ],
    'rounds.close': [
      {
        ...sampleInputs['rounds.close'],
        gaps: ['A1', 'A2', 'A3'].map((unit) => ({
          subject: code.subject(unit),
          criterion: null,
          reason: 'x',
        })),
        ties: [{ subjects: [code.subject('A1'), code.subject('A2')], reason: 'x' }],
      },
    ],
  }
  return [sampleInputs[name], ...(more[name] ?? [])].flatMap((input) => named(input, facts, files))
}

/** The same input once for every id that could stand where the sample names nothing. */
function named(input: unknown, facts: readonly string[], files: readonly string[]): readonly unknown[] {
  const text = JSON.stringify(input)
  const byRecord = /abab/.test(text) && facts.length > 0 ? facts : ['ab'.repeat(32)]
  const byFile = text.includes('a-handle-of-nothing') ? files : ['']
  return byRecord.flatMap((record) =>
    byFile.map((file) =>
      JSON.parse(text.replaceAll('ab'.repeat(32), record).replaceAll('a-handle-of-nothing', file)),
    ),
  )
}
