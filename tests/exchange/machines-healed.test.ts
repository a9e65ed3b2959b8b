import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSeasonStore } from '../../db/open-season-store.ts'
import type { SeasonStoreOptions } from '../../db/season-store.ts'
import type { Connection } from '../../db/sqlite/connection.ts'
import { sql } from '../../db/sqlite/sql.ts'
import { receive, send } from '../../electron/services/practice/carry.ts'
import type { RecordId } from '../../shared/domain/ids.ts'
import { utf8Bytes } from '../../shared/kernel/bytes.ts'
import { expectDefined } from '../../shared/kernel/result.ts'
import { damageRows } from '../support/damaged-rows.ts'
import { code, foundSmallSeason, sheetKey, smallEntries, submit } from '../support/seasons.ts'
import { createWorld, type TestMachine, type World } from '../support/world.ts'

let world: World
const stores = new Map<string, SeasonStoreOptions>()
let sheets: readonly RecordId[]

beforeAll(async () => {
  world = createWorld({ on: 'folders' })
  for (const name of ['authority', 'unit:A3']) {
    world.extra(name, {
      openSeasonStore: (options) => {
        stores.set(name, options)
        return openSeasonStore(options)
      },
    })
  }
  await foundSmallSeason(world)
  const written: RecordId[] = []
  for (const points of [900, 910, 920]) {
    written.push(await submit(world, 'unit:A3', sheetKey('A3'), smallEntries(points, '70')))
  }
  sheets = written
  await carry('unit:A3', 'authority')
  await carry('authority', 'unit:A3')
}, 300_000)
afterAll(() => world.close())

const blobOf = (id: string): Uint8Array =>
  Uint8Array.from(id.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const newest = (): Uint8Array => blobOf(expectDefined(sheets[2], 'there are three sheets'))

async function carry(from: string, to: string): Promise<number> {
  return receive(world.at(to), [await send(world, code.seat(from), [], 'full')])
}

/** Changes rows under a machine while it is locked. */
async function damage(name: string, act: (db: Connection) => void): Promise<TestMachine> {
  const machine = world.at(name)
  const { account, passphrase } = world
  await machine.call('workspace.lock', {})
  damageRows(expectDefined(stores.get(name), 'it has a season').location, act)
  await machine.call('workspace.unlock', { account, passphrase })
  return machine
}

async function leftOut(machine: TestMachine) {
  const folder = machine.handle(world.stick)
  const { leftOut: left } = await machine.call('exchange.export', { recipients: [], content: 'full', folder })
  return left.map(({ seq, why }) => ({ seq, why }))
}

/** What a person and another machine see of one that is well. */
async function seen(machine: TestMachine) {
  const { fingerprint, records, unsound, problems } = await machine.call('exchange.diagnose', {})
  const { layers } = await machine.call('sheets.open', sheetKey('A3'))
  return { fingerprint, records, unsound, problems, layers }
}

const damages: readonly {
  readonly what: string
  /** Null: sent all the same, since the bytes are right. */
  readonly why: string | null
  readonly act: (db: Connection) => void
}[] = [
  {
    what: 'is no JSON any more',
    why: 'unreadable',
    act: (db) => db.run(sql`update ledger set record = ${utf8Bytes('{{{')} where id = ${newest()}`),
  },
  {
    what: 'has a digit changed in its body',
    why: 'changed',
    act: (db) =>
      db.run(sql`update ledger_body set body = cast(replace(cast(body as text), '920', '929') as blob)
        where id = ${newest()}`),
  },
  {
    what: 'has another signature',
    why: 'signature',
    act: (db) => db.run(sql`update ledger set signature = ${new Uint8Array(64)} where id = ${newest()}`),
  },
  {
    what: 'has another number beside it',
    why: null,
    act: (db) => db.run(sql`update ledger set seq = 9 where id = ${newest()}`),
  },
]

describe('a record that was damaged on one machine and comes in from another', () => {
  it.each(
    damages.flatMap((each) => [
      { ...each, name: 'authority', from: 'unit:A3', whose: 'another' },
      { ...each, name: 'unit:A3', from: 'authority', whose: 'its own' },
    ]),
  )('heals: $whose ($what)', async ({ name, from, act, why }) => {
    const before = await seen(world.at(name))
    const machine = await damage(name, act)
    expect(await leftOut(machine)).toMatchObject(why === null ? [] : [{ why }])

    const bundle = await send(world, code.seat(from), [], 'full')
    const preview = await machine.call('exchange.preview', { files: [machine.handle(bundle)] })
    expect(preview).toMatchObject({ stored: 1, counts: { heals: 1, new: 0, adoptsOwn: 0, fork: 0 } })
    expect(preview.bundles).toMatchObject([{ refused: null, old: false }])
    const page = { class: 'heals', search: '', offset: 0, limit: 10 } as const
    const shown = await machine.call('exchange.previewItems', { token: preview.token, ...page })
    expect(shown.items).toMatchObject([{ record: sheets[2], class: 'heals', kind: 'sheet.submitted/1' }])
    const result = await machine.call('exchange.commit', { token: preview.token })
    expect(result).toMatchObject({ stored: 0, healed: 1, waiting: 0 })

    expect(await leftOut(machine)).toEqual([])
    expect(await seen(machine)).toEqual(before)
    const { imports } = await machine.call('exchange.history', {})
    expect(imports[0]).toMatchObject({ stored: 0, healed: 1, mayBeSetAside: false })
    // It is all there again, so nothing is left to do.
    expect(await carry(from, name)).toBe(0)
  })

  it('goes on writing its own feed where it ended', async () => {
    const machine = await damage('unit:A3', (db) =>
      db.run(sql`update ledger set seq = 9, record = ${utf8Bytes('{{{')} where id = ${newest()}`),
    )
    await carry('authority', 'unit:A3')
    await submit(world, 'unit:A3', sheetKey('A3'), smallEntries(930, '70'))
    const status = await machine.call('workspace.status', {})
    expect(status).toMatchObject({ season: { writing: 'allowed' } })
    const bundle = await send(world, code.seat('unit:A3'), [], 'full')
    const authority = world.at('authority')
    const preview = await authority.call('exchange.preview', { files: [authority.handle(bundle)] })
    expect(preview.counts).toMatchObject({ supersedes: 1, fork: 0, waiting: 0, quarantined: 0 })
  })
})
