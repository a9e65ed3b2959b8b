import { describe, expect, it } from 'vitest'
import type { RecordId } from '../../shared/domain/ids.ts'
import { castOf } from '../../tests/support/ledger/cast.ts'
import type { Device } from '../../tests/support/ledger/device.ts'
import { sheetOf } from '../../tests/support/ledger/world.ts'
import type { FeedPart } from './export-content.ts'
import { bundleRoom, holdsInRoom, partsInRoom } from './export-room.ts'

const scale = 'ab'.repeat(32) as RecordId // names nothing

function partOf(device: Device): FeedPart {
  return { author: device.id, after: 0, records: device.feed }
}

/** Three who wrote 2, 9 and 5 records. */
function parts(): { readonly founder: FeedPart; readonly long: FeedPart; readonly short: FeedPart } {
  const { world, unit } = castOf()
  const [long, short] = [unit('A3'), unit('A4')]
  for (let count = 0; count < 8; count++) long.write('sheet.submitted/1', sheetOf(scale))
  for (let count = 0; count < 4; count++) short.write('sheet.submitted/1', sheetOf(scale))
  return { founder: partOf(world.founder), long: partOf(long), short: partOf(short) }
}

const lengths = (feeds: readonly FeedPart[]): readonly number[] => feeds.map(({ records }) => records.length)

describe('what goes into one bundle', () => {
  it('is everything, as long as there is room', () => {
    const { founder, long, short } = parts()
    const { feeds, beyond } = partsInRoom([long, founder, short], (part) => part === founder)
    expect(beyond).toEqual([])
    expect(lengths(feeds)).toEqual([2, 5, 9])
  })

  it('leaves out the end of the longest feed, and says where it begins', () => {
    const { founder, long, short } = parts()
    const room = { ...bundleRoom, records: 10 }
    const { feeds, beyond } = partsInRoom([long, founder, short], (part) => part === founder, room)
    expect(lengths(feeds)).toEqual([2, 5, 3])
    expect(beyond).toEqual([{ author: long.author, record: long.records[3] }])
    const bytes = { ...bundleRoom, frameBytes: 3000 }
    expect(partsInRoom([long, short], () => false, bytes).beyond.length).toBeGreaterThan(0)
  })

  it('counts the branches of a feed, which take their room in the header', () => {
    const { world, unit } = castOf()
    const device = unit('A3')
    const branches = Array.from({ length: 5 }, (_, index) =>
      device.copyAt(1).write('sheet.submitted/1', sheetOf(scale), { salt: `${index}` }),
    )
    const founder = partOf(world.founder)
    const forked = { ...partOf(device), records: [...device.feed, ...branches] }
    const room = { ...bundleRoom, slices: 3 }
    const { feeds } = partsInRoom([forked, founder], (part) => part === founder, room)
    // The founder's slice, then the first branch with what it goes on from, and one more.
    expect(lengths(feeds)).toEqual([2, 3])
  })

  it('names the heads of the feeds with the fewest branches, if not all can be named', () => {
    const head = (author: string, id: number) => ({ author, seq: 2, head: `${id}` }) as never
    const holds = [head('a', 1), head('b', 2), head('b', 3), head('b', 4), head('c', 5)]
    expect(holdsInRoom(holds)).toEqual(holds)
    expect(holdsInRoom(holds, { ...bundleRoom, holds: 3 })).toEqual([head('a', 1), head('c', 5)])
  })
})
