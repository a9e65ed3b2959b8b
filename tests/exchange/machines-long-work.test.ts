import { existsSync, mkdirSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { send } from '../../electron/services/practice/carry.ts'
import { bundleLimits } from '../../shared/exchange/limits.ts'
import { utf8Bytes } from '../../shared/kernel/bytes.ts'
import { canonicalBytes } from '../../shared/kernel/canonical-json.ts'
import { expectOk } from '../../shared/kernel/result.ts'
import { code, foundSmallSeason, sheetKey, smallEntries, submit } from '../support/seasons.ts'
import { createWorld, type TestMachine, type World } from '../support/world.ts'
import { crypto } from './bundle-fixture.ts'
import { integer } from './bundle-forge.ts'

/** Turns that pass after every step, and let a test see each of them. */
function everyStep(onTurn: () => void = () => {}) {
  let now = 0
  return {
    turns: {
      now: () => {
        now += 1000
        return now
      },
      next: async () => {
        onTurn()
        await new Promise((resolve) => setImmediate(resolve))
      },
    },
  }
}

const cancelled = { error: { code: 'cancelled' } }
let world: World
afterEach(() => world.close())

describe('a look at bundles', () => {
  let lead: TestMachine
  let onTurn: () => void
  beforeEach(async () => {
    world = createWorld()
    onTurn = () => {}
    lead = world.extra(
      'lead:1',
      everyStep(() => onTurn()),
    )
    await foundSmallSeason(world)
  })

  async function bundles(): Promise<readonly string[]> {
    await submit(world, 'unit:A3', sheetKey('A3'), smallEntries(2000, '80'))
    await submit(world, 'unit:A2', sheetKey('A2'), smallEntries(1500, '70'))
    const to = [code.seat('lead:1')]
    return [
      await send(world, code.seat('unit:A3'), to, 'delta'),
      await send(world, code.seat('unit:A2'), to, 'delta'),
    ]
  }
  async function holdings(): Promise<object> {
    const { fingerprint, records } = await lead.call('season.get', {})
    return { fingerprint, records, history: await lead.call('exchange.history', {}) }
  }

  it('lets the machine answer meanwhile, and tells how far it is', async () => {
    const files = (await bundles()).map(lead.handle)
    const seen: number[] = []
    lead.app.onTopic((topic) => {
      if (topic.topic === 'progress') seen.push(topic.done / topic.total)
    })
    const order: string[] = []
    const look = lead.call('exchange.preview', { files }).then((view) => {
      order.push('looked')
      return view
    })
    await lead.call('season.get', {}).then(() => order.push('answered'))
    expect((await look).stored).toBeGreaterThan(0)
    expect(order).toEqual(['answered', 'looked'])
    expect(seen.length).toBeGreaterThan(5)
    expect(seen).toEqual(seen.toSorted((left, right) => left - right))
    expect(seen.at(-1)).toBe(1)
  })

  it('can be stopped at any step and leaves nothing behind', async () => {
    const files = (await bundles()).map(lead.handle)
    const before = await holdings()
    for (let step = 1; ; step++) {
      let left = step
      onTurn = () => {
        left--
        if (left === 0) void lead.call('exchange.cancel', {})
      }
      const outcome = await lead.attempt('exchange.preview', { files })
      expect(await holdings()).toEqual(before)
      if ('value' in outcome) {
        expect(step).toBeGreaterThan(10)
        break
      }
      expect(outcome).toEqual(cancelled)
    }
  })

  it('is stopped by a lock and by another look', async () => {
    const files = (await bundles()).map(lead.handle)
    const first = lead.attempt('exchange.preview', { files })
    const second = lead.attempt('exchange.preview', { files })
    expect([await first, await second]).toMatchObject([cancelled, { value: { stored: 2 } }])
    const third = lead.attempt('exchange.preview', { files })
    await lead.call('workspace.lock', {})
    expect(await third).toEqual(cancelled)
  })

  it('can be stopped while it is imported, until the database is written', async () => {
    const { token } = await lead.call('exchange.preview', { files: (await bundles()).map(lead.handle) })
    const before = await holdings()
    onTurn = () => void lead.call('exchange.cancel', {})
    expect(await lead.attempt('exchange.commit', { token })).toEqual(cancelled)
    expect(await holdings()).toEqual(before)
    onTurn = () => {}
    expect(await lead.call('exchange.commit', { token })).toMatchObject({ stored: 2 })
  })

  it('shows its items a page at a time, and each of them once', async () => {
    const { token, items, counts } = await lead.call('exchange.preview', {
      files: (await bundles()).map(lead.handle),
    })
    const page = { token, class: null, search: '', limit: 1 }
    const pages = await Promise.all(
      Array.from({ length: items }, (_, offset) => lead.call('exchange.previewItems', { ...page, offset })),
    )
    expect(pages.map(({ total }) => total)).toEqual(pages.map(() => items))
    expect(new Set(pages.flatMap((each) => each.items.map(({ record }) => record))).size).toBe(items)
    const found = await lead.call('exchange.previewItems', { ...page, class: 'new', offset: 0, limit: 100 })
    expect(found).toMatchObject({ total: counts.new })
    expect(await lead.attempt('exchange.previewItems', { ...page, offset: 0, limit: 101 })).toMatchObject({
      error: { field: 'limit' },
    })
    expect(await lead.attempt('exchange.previewItems', { ...page, token: 'x', offset: 0 })).toEqual({
      error: { code: 'previewGone' },
    })
  })
})

describe('a large file', () => {
  beforeEach(async () => {
    world = createWorld({ on: 'folders' })
    await foundSmallSeason(world)
  })

  it('of zeros is refused by its first bytes', async () => {
    const path = world.put('zeros.giaouoc', new Uint8Array(1))
    truncateSync(path, bundleLimits.fileBytes)
    const lead = world.at('lead:1')
    const view = await lead.call('exchange.preview', { files: [lead.handle(path)] })
    expect(view.bundles).toMatchObject([{ refused: { code: 'notABundle' }, bytes: bundleLimits.fileBytes }])
  })

  it('is looked at in a copy that nobody else can read, gone when the look is over or stopped', async () => {
    const path = world.put('large.giaouoc', unsigned(80 * 1024 * 1024))
    const seen: { mode: number; size: number }[] = []
    let stopAt = Number.POSITIVE_INFINITY
    const folder = join(world.root, 'third')
    mkdirSync(folder)
    const copies = join(folder, 'copies')
    const machine = world.extra(
      'third',
      everyStep(() => {
        for (const name of existsSync(copies) ? readdirSync(copies) : []) {
          const { mode, size } = statSync(join(copies, name))
          seen.push({ mode: mode & 0o777, size })
          if (seen.length === stopAt) void machine.call('exchange.cancel', {})
        }
      }),
    )
    const input = { files: [machine.handle(path)], code: slip }
    expect(await machine.attempt('joining.look', input)).toMatchObject({
      error: { code: 'invitationForeign' },
    })
    expect(new Set(seen.map(({ mode }) => mode))).toEqual(new Set([0o600]))
    expect(readdirSync(copies)).toEqual([])
    seen.length = 0
    stopAt = 5
    expect(await machine.attempt('joining.look', input)).toEqual(cancelled)
    expect(readdirSync(copies)).toEqual([])
  })

  it('that a killed run left as a copy is removed when the folder is opened next', async () => {
    const folder = join(world.root, 'killed')
    const copies = join(folder, 'copies')
    const first = world.inFolder(folder)
    await first.call('workspace.status', {})
    await first.app.dispose()
    mkdirSync(copies, { recursive: true })
    writeFileSync(join(copies, '0123456789abcdef'.repeat(2)), 'x')
    writeFileSync(join(copies, 'not one of ours'), 'x')
    const machine = world.inFolder(folder, 'again')
    await machine.call('workspace.status', {})
    expect(readdirSync(copies)).toEqual(['not one of ours'])
  })
})

/** 36 characters that any slip could have. */
const slip = '0000000000000000000000000000000000BB'

/** A file of the right form that nobody signed. */
function unsigned(size: number): Uint8Array {
  const frames = size - 4096
  const header = (bodySha256: string) =>
    expectOk(
      canonicalBytes({
        format: 'giaouoc/bundle/1',
        season: 'a'.repeat(64),
        exporter: 'b'.repeat(32),
        number: 1,
        createdAt: '2026-01-01T00:00:00Z',
        purpose: 'full',
        slices: [],
        attachments: [],
        holds: [],
        recipients: [],
        bodySha256,
        appVersion: '0',
      }),
      'a header',
    )
  const body = new Uint8Array(frames)
  const bytes = header(Buffer.from(crypto.sha256(body)).toString('hex'))
  const total = 12 + bytes.length + frames + 64 + 16
  return Buffer.concat([
    utf8Bytes('GIAOUOC1'),
    integer(4, bytes.length),
    bytes,
    body,
    new Uint8Array(64),
    integer(8, total),
    utf8Bytes('1COUOAIG'),
  ])
}
