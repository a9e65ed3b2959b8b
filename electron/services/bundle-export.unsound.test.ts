import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openSeasonStore } from '../../db/open-season-store.ts'
import type { SeasonStoreOptions } from '../../db/season-store.ts'
import { type Connection, openConnection } from '../../db/sqlite/connection.ts'
import { sql } from '../../db/sqlite/sql.ts'
import type { DeviceId, RecordId } from '../../shared/domain/ids.ts'
import { decodeBundle } from '../../shared/exchange/decode-bundle.ts'
import { utf8Bytes } from '../../shared/kernel/bytes.ts'
import { expectDefined, expectOk } from '../../shared/kernel/result.ts'
import { code, foundSmallSeason, sheetKey, smallEntries, submit } from '../../tests/support/seasons.ts'
import { createWorld, type TestMachine, type World } from '../../tests/support/world.ts'
import { createCrypto } from '../platform/node/crypto.ts'
import { receive, send } from './practice/carry.ts'

const crypto = createCrypto()
let world: World
let authority: TestMachine
let opened: SeasonStoreOptions | null
/** The unit's feed: its enrolment, then three sheets. */
let unit: DeviceId
let sheets: readonly RecordId[]

beforeAll(async () => {
  world = createWorld({ on: 'folders' })
  opened = null
  authority = world.extra('authority', {
    openSeasonStore: (options) => {
      opened = options
      return openSeasonStore(options)
    },
  })
  await foundSmallSeason(world)
  const written: RecordId[] = []
  for (const points of [900, 910, 920]) {
    written.push(await submit(world, 'unit:A3', sheetKey('A3'), smallEntries(points, '70')))
  }
  sheets = written
  const status = await world.at('unit:A3').call('workspace.status', {})
  if (status.state !== 'open' || status.season === null) throw new Error('the unit has a season')
  unit = status.season.device as DeviceId // as every device of a status
  const bundle = await send(world, code.seat('unit:A3'), [], 'full')
  await receive(authority, [bundle])
}, 300_000)
afterAll(() => world.close())
afterEach(() => repair())

interface StoredRow {
  readonly id: Uint8Array
  readonly record: Uint8Array
  readonly signature: Uint8Array
  readonly body: Uint8Array
}
/** The rows as they were, while some are damaged. */
let whole: readonly StoredRow[] = []

/** Changes rows as a failing disk might, under the database's own checksums. */
async function damage(act: (db: Connection) => void): Promise<void> {
  await withClosedDatabase((db) => {
    db.script(`drop trigger if exists ledger_no_update; drop trigger if exists ledger_body_no_update`)
    const query = sql`select id, record, signature, body from ledger join ledger_body using (id)`
    whole = db.all(query).map((row) => ({
      id: row.blob('id'),
      record: row.blob('record'),
      signature: row.blob('signature'),
      body: row.blob('body'),
    }))
    act(db)
  })
}

async function repair(): Promise<void> {
  const rows = whole
  whole = []
  if (rows.length === 0) return
  await withClosedDatabase((db) => {
    for (const { id, record, signature, body } of rows) {
      db.run(sql`update ledger set record = ${record}, signature = ${signature} where id = ${id}`)
      db.run(sql`update ledger_body set body = ${body} where id = ${id}`)
    }
  })
}

async function withClosedDatabase(act: (db: Connection) => void): Promise<void> {
  await authority.call('workspace.lock', {})
  const { location } = expectDefined(opened, 'the authority has a season')
  if (location.kind === 'memory') throw new Error('the authority has a file')
  const db = expectOk(openConnection({ ...location, mode: 'open' }), 'the file opens')
  act(db)
  db.close()
  const { account, passphrase } = world
  await authority.call('workspace.unlock', { account, passphrase })
}

function bytesOfId(id: string): Uint8Array {
  return Uint8Array.from(id.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

function second(): { readonly id: RecordId; readonly blob: Uint8Array } {
  const id = expectDefined(sheets[1], 'there are three sheets')
  return { id, blob: bytesOfId(id) }
}

const damages: readonly {
  readonly what: string
  readonly why: string
  readonly record: boolean
  readonly act: (db: Connection) => void
}[] = [
  {
    what: 'a record that is no JSON any more',
    why: 'unreadable',
    record: false,
    act: (db) => db.run(sql`update ledger set record = ${utf8Bytes('{{{')} where id = ${second().blob}`),
  },
  {
    what: 'a record of which one letter changed',
    why: 'changed',
    record: true,
    act: (db) =>
      db.run(sql`update ledger set record = cast(replace(cast(record as text), '"actor":"C', '"actor":"D') as blob)
        where id = ${second().blob}`),
  },
  {
    what: 'a record that names another author',
    why: 'changed',
    record: true,
    act: (db) =>
      db.run(sql`update ledger set record = cast(replace(cast(record as text), ${unit}, ${'0'.repeat(32)}) as blob)
        where id = ${second().blob}`),
  },
  {
    what: 'a body of which one digit changed',
    why: 'changed',
    record: true,
    act: (db) =>
      db.run(sql`update ledger_body set body = cast(replace(cast(body as text), '910', '911') as blob)
        where id = ${second().blob}`),
  },
  {
    what: 'a signature that changed',
    why: 'signature',
    record: true,
    act: (db) => db.run(sql`update ledger set signature = ${new Uint8Array(64)} where id = ${second().blob}`),
  },
]

describe('a ledger with an unsound record', () => {
  it.each(damages)('of $what: the export names it, and everything else goes', async ({
    act,
    record,
    why,
  }) => {
    const before = await exported()
    await damage(act)
    const after = await exported()
    // The second sheet and the third, which follows it, stay; the enrolment and the first sheet go.
    expect(after.answer.leftOut).toEqual([
      {
        author: unit,
        seats: ['unit:A3'],
        seq: 3,
        record: record ? second().id : null,
        kind: record ? 'sheet.submitted/1' : null,
        why,
        following: 1,
      },
    ])
    expect(after.answer.records).toBe(before.answer.records - 2)
    const others = (slices: typeof after.header.slices) => slices.filter(({ author }) => author !== unit)
    expect(others(after.header.slices)).toEqual(others(before.header.slices))
    // Others are told where this machine's copy ends, so that they send the rest again.
    const held = after.header.holds.filter(({ author }) => author === unit)
    expect(held).toEqual([{ author: unit, seq: 2, head: sheets[0] }])
    const preview = await world.at('lead:1').call('exchange.preview', {
      files: [world.at('lead:1').handle(after.path)],
    })
    expect(preview.bundles.map(({ refused }) => refused)).toEqual([null])
    expect(preview.counts).toMatchObject({ quarantined: 0, waiting: 0, fork: 0 })

    const diagnosis = await authority.call('exchange.diagnose', {})
    expect(diagnosis.unsound).toEqual(after.answer.leftOut)
    expect(diagnosis.records).toBe(after.answer.records)
  })

  it('of its own: all feeds of others go, and its own up to there', async () => {
    const status = await authority.call('workspace.status', {})
    const own = status.state === 'open' ? status.season?.device : undefined
    const device = expectDefined(own, 'the authority has a season')
    const before = await exported()
    const written = before.header.slices.find(({ author }) => author === device)?.to ?? 0
    await damage((db) =>
      db.run(
        sql`update ledger set record = ${utf8Bytes('{}')} where author = ${bytesOfId(device)} and seq = 2`,
      ),
    )
    const { answer, header } = await exported()
    expect(answer.leftOut).toMatchObject([{ author: device, seq: 2, following: written - 2 }])
    expect(answer.records).toBe(before.answer.records - written + 1)
    expect(header.slices.find(({ author }) => author === device)).toMatchObject({ from: 1, to: 1 })
  })

  it('names nothing where nothing is wrong', async () => {
    expect((await exported()).answer.leftOut).toEqual([])
    expect(await authority.call('exchange.diagnose', {})).toMatchObject({ unsound: [], problems: [] })
  })
})

async function exported() {
  const folder = authority.handle(world.stick)
  const answer = await authority.call('exchange.export', { recipients: [], content: 'full', folder })
  const path = `${world.stick}/${answer.name}`
  const { header } = expectOk(decodeBundle(world.read(path), crypto), 'the bundle can be read')
  return { answer, path, header }
}
