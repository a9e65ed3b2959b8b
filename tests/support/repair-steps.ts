import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { receive } from '../../electron/services/practice/carry.ts'
import type { CallOutput } from '../../shared/contract/calls.ts'
import type { RepairAct, RepairCase } from '../../shared/contract/repair.ts'
import { expectDefined } from '../../shared/kernel/result.ts'
import type { TestMachine, World } from './world.ts'

/** What machines of one world do with each other when something is to be repaired. */

export const reason = 'Máy của đơn vị đã được khôi phục từ bản sao'

let sticks = 0
/** Everything of one machine, or what is needed to join. */
export async function everythingOf(
  world: World,
  machine: TestMachine,
  content: 'full' | 'season' = 'full',
): Promise<string> {
  // Each onto a stick of its own: copies of one machine number their bundles alike.
  const stick = join(world.stick, `stick ${++sticks}`)
  mkdirSync(stick, { recursive: true })
  const input = { recipients: [], content, folder: machine.handle(stick) }
  return join(stick, (await machine.call('exchange.export', input)).name)
}

/** All machines learn all that each of them knows. */
export async function meet(world: World, machines: readonly TestMachine[]): Promise<void> {
  const bundles: string[] = []
  for (const machine of machines) bundles.push(await everythingOf(world, machine))
  for (const machine of machines) await receive(machine, bundles)
}

export async function casesOf(machine: TestMachine): Promise<readonly RepairCase[]> {
  return (await machine.call('repair.list', {})).cases
}

export function find<Case extends RepairCase['case']>(
  cases: readonly RepairCase[],
  name: Case,
): Extract<RepairCase, { readonly case: Case }> {
  const found = cases.find((each): each is Extract<RepairCase, { case: Case }> => each.case === name)
  return expectDefined(found, `there is a case ${name}`)
}

/** What machines must agree about, whoever they are. */
function agreed(cases: readonly RepairCase[]): unknown {
  return JSON.parse(
    JSON.stringify(cases, (key, value: unknown) => (key === 'own' || key === 'knownBy' ? null : value)),
  )
}

export async function expectAgreement(machines: readonly TestMachine[]): Promise<void> {
  const [first, ...others] = machines
  if (first === undefined) throw new Error('no machines')
  const expected = { cases: agreed(await casesOf(first)), season: await picture(first) }
  for (const machine of others) {
    expect({ cases: agreed(await casesOf(machine)), season: await picture(machine) }).toEqual(expected)
  }
}

async function picture(machine: TestMachine): Promise<unknown> {
  const { fingerprint, records, heldSeats } = await machine.call('season.get', {})
  return { fingerprint, records, heldSeats }
}

export async function joinWith(
  world: World,
  slip: { readonly code: string; readonly checkGroup: string },
  name: string,
  from = world.at('authority'),
): Promise<TestMachine> {
  const machine = world.extra(name)
  const bundle = await everythingOf(world, from, 'season')
  await machine.call('joining.commit', {
    files: [machine.handle(bundle)],
    code: slip.code + slip.checkGroup,
    account: world.account,
    passphrase: world.passphrase,
  })
  return machine
}

export function act(machine: TestMachine, wanted: RepairAct): Promise<CallOutput<'repair.apply'>> {
  return machine.call('repair.apply', { act: wanted, reason })
}
