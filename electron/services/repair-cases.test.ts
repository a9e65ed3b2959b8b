import { describe, expect, it } from 'vitest'
import type { Seat } from '../../shared/domain/ids.ts'
import { type Device, factsOf } from '../../tests/support/ledger/device.ts'
import { sheetOf, World } from '../../tests/support/ledger/world.ts'
import { unbrokenFeed } from './repair-cases.ts'

function feedOf(copyAt: number | null): {
  readonly world: World
  readonly device: Device
  readonly copy: Device | null
} {
  const world = new World()
  const scale = world.publishScale()
  const device = world.join('unit', 'unit:A3' as Seat)
  const copy = copyAt === null ? null : device.copyAt(copyAt)
  for (const points of [1, 2]) {
    const [entry] = sheetOf(scale.id).entries
    if (entry === undefined) throw new Error('a sheet has an entry')
    device.write('sheet.submitted/1', sheetOf(scale.id, { entries: [{ ...entry, points }] }))
  }
  copy?.write('sheet.submitted/1', sheetOf(scale.id))
  return { world, device, copy }
}

function numbers(records: Parameters<typeof factsOf>[0]): readonly number[] {
  return unbrokenFeed(factsOf(records)).map((fact) => fact.seq)
}

describe('where a machine can be cut', () => {
  it('is any of its records, whatever order they came in', () => {
    const { device } = feedOf(null)
    expect(numbers([...device.feed].reverse())).toEqual([1, 2, 3])
  })

  it('ends before a gap: beyond it nothing would count until the gap is filled', () => {
    const { device } = feedOf(null)
    expect(numbers(device.feed.filter((record) => record.envelope.seq !== 2))).toEqual([1])
  })

  it('ends before a doubled number: beyond it a branch has to be chosen', () => {
    const { device, copy } = feedOf(1)
    expect(numbers([...new Set([...device.feed, ...(copy?.feed ?? [])])])).toEqual([1])
  })
})
