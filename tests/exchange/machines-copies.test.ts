import {
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { placeOfFolder } from '../../electron/platform/node/folder-place.ts'
import { type Content, receive } from '../../electron/services/practice/carry.ts'
import type { ShownDoubt } from '../../shared/contract/workspace.ts'
import { carry, foundSmallSeason, sheetKey, smallEntries, submit } from '../support/seasons.ts'
import { type Computer, createWorld, type TestMachine, type World } from '../support/world.ts'

/**
 * A unit's machine writes sheet 1, somebody keeps a copy, it writes sheet 2 and sends it to its lead; then the copy
 * comes back in one way or another. Whatever the way, no second record gets the number of sheet 2.
 */
let world: World
let folder: string
let image: string
beforeEach(async () => {
  world = createWorld({ on: 'folders' })
  await foundSmallSeason(world)
  const unit = world.at('unit:A3')
  folder = unit.dataFolder
  await carry(world, 'authority', 'unit:A3')
  await submit(world, 'unit:A3', sheetKey('A3'), smallEntries(1000, '70'))
  await unit.app.dispose()
  image = join(world.root, 'image')
  cpSync(folder, image, { recursive: true })
  cpSync(state(), `${image} state`, { recursive: true })
  const again = await open(folder)
  await again.call('sheets.submit', { ...sheetKey('A3'), entries: smallEntries(2000, '80'), note: '' })
  await receive(world.at('lead:1'), [await exportTo('before', again)])
  await again.app.dispose()
})
afterEach(() => world.close())

const account = 'Cán bộ'
const season = (within: string): string => {
  const seasons = join(within, 'seasons')
  return join(seasons, readdirSync(seasons)[0] ?? '')
}
const state = (): string => join(world.root, 'state')
async function open(within: string, computer: Computer = {}): Promise<TestMachine> {
  const machine = world.onComputer(within, computer)
  await machine.call('workspace.unlock', { account, passphrase: world.passphrase })
  return machine
}

/** Each onto a stick of its own: copies of one machine number their bundles alike. */
async function exportTo(stick: string, machine: TestMachine, content: Content = 'full'): Promise<string> {
  const folder = join(world.stick, stick)
  mkdirSync(folder, { recursive: true })
  const input = { recipients: [], content, folder: machine.handle(folder) }
  return join(folder, (await machine.call('exchange.export', input)).name)
}

function putBack(...names: readonly string[]): void {
  for (const name of names) copyFileSync(join(season(image), name), join(season(folder), name))
}

function flipBit(file: string): void {
  const bytes = readFileSync(file)
  bytes[20] = (bytes[20] ?? 0) ^ 1
  writeFileSync(file, bytes)
}

async function status(machine: TestMachine) {
  const found = await machine.call('workspace.status', {})
  if (found.state !== 'open' || found.season === null) throw new Error(found.state)
  const { writing, doubts } = found.season
  return { writing, doubts: doubts.map(short), elsewhere: found.elsewhere === true }
}

function short(doubt: ShownDoubt): string {
  return 'where' in doubt ? `${doubt.doubt} ${doubt.where}` : doubt.doubt
}

const again = { ...sheetKey('A3'), entries: smallEntries(2500, '90'), note: '' }

/** What is read-only, and what is not. */
async function expectReadOnly(machine: TestMachine): Promise<void> {
  const refused = { error: { code: 'readOnlyUntilOwnRecords' } }
  expect(await machine.attempt('sheets.submit', again)).toEqual(refused)
  const person = { name: 'An', rank: 'Đại úy', position: 'Đội trưởng', passphrase: 'chu-ky-cua-an-2026' }
  const enrolled = await machine.attempt('signatory.enrol', person)
  expect(enrolled).toEqual(refused)
  expect((await machine.call('sheets.open', sheetKey('A3'))).mayWrite).toMatchObject({ why: 'readOnly' })
  expect((await machine.call('season.overview', {})).todos[0]).toMatchObject({ todo: 'copyInDoubt' })
  expect(readFileSync(await exportTo('read-only', machine)).length).toBeGreaterThan(1000)
}

/** Writing again, and at the lead everything is as if nothing had happened. */
async function expectNoFork(machine: TestMachine): Promise<void> {
  await machine.call('sheets.submit', again)
  await receive(world.at('lead:1'), [await exportTo('after', machine)])
  const lead = await world.at('lead:1').call('season.get', {})
  expect(lead.records).toMatchObject({ forked: 0, waiting: 0, quarantined: 0 })
  const own = await machine.call('season.get', {})
  expect(own.fingerprint).toEqual(lead.fingerprint)
}

const otherComputer: Computer = {
  placeOf: (each) => ({ ...placeOfFolder(each), computer: 'another', host: 'may-khac' }),
}
const otherName: Computer = { placeOf: (each) => ({ ...placeOfFolder(each), host: 'ten-moi' }) }

interface Way {
  readonly way: string
  /** Gives the folder that is opened afterwards, and the computer it lies on. */
  readonly spoil: () => string | { readonly folder: string; readonly computer: Computer }
  readonly doubts: readonly string[]
  readonly elsewhere?: true
  /** No number noted outside the folder is missing here, so that no bundle can show that there are no more. */
  readonly onlyDeclared?: true
}

const ways: readonly Way[] = [
  {
    way: 'the database alone',
    spoil: () => {
      putBack('season.db')
      return folder
    },
    doubts: ['behind folder', 'behind computer'],
  },
  {
    way: 'the database together with the note beside it',
    spoil: () => {
      putBack('season.db', 'own-head.sealed')
      return folder
    },
    doubts: ['behind computer'],
  },
  {
    way: 'the whole folder, written over the newer one',
    spoil: () => {
      cpSync(image, folder, { recursive: true, force: true })
      return folder
    },
    doubts: ['behind computer'],
  },
  {
    way: 'the whole folder, in a new place',
    spoil: () => image,
    doubts: ['moved', 'behind computer'],
    elsewhere: true,
  },
  {
    way: 'a copy of the newest folder',
    spoil: () => {
      const copy = join(world.root, 'copy')
      cpSync(folder, copy, { recursive: true })
      return copy
    },
    doubts: ['moved'],
    onlyDeclared: true,
    elsewhere: true,
  },
  {
    way: 'the older folder on another computer, where nothing was noted',
    spoil: () => ({
      folder: image,
      computer: { ...otherComputer, stateFolder: join(world.root, 'state 2') },
    }),
    doubts: ['otherComputer'],
    onlyDeclared: true,
    elsewhere: true,
  },
  {
    way: 'the note beside the database lost',
    spoil: () => {
      rmSync(join(season(folder), 'own-head.sealed'))
      return folder
    },
    doubts: ['headMissing folder'],
    onlyDeclared: true,
  },
  {
    way: 'the note beside the database lost and an older database',
    spoil: () => {
      putBack('season.db')
      rmSync(join(season(folder), 'own-head.sealed'))
      return folder
    },
    doubts: ['headMissing folder', 'behind computer'],
  },
  {
    way: 'the note beside the database damaged',
    spoil: () => {
      flipBit(join(season(folder), 'own-head.sealed'))
      return folder
    },
    doubts: ['headDamaged folder'],
    onlyDeclared: true,
  },
  {
    way: 'the note of the computer lost',
    spoil: () => {
      rmSync(state(), { recursive: true })
      return folder
    },
    doubts: ['headMissing computer'],
    onlyDeclared: true,
  },
  {
    way: 'the note of the computer damaged',
    spoil: () => {
      for (const name of readdirSync(state())) flipBit(join(state(), name))
      return folder
    },
    doubts: ['headDamaged computer'],
    onlyDeclared: true,
  },
  {
    way: 'both notes lost and an older database',
    spoil: () => {
      putBack('season.db')
      rmSync(join(season(folder), 'own-head.sealed'))
      rmSync(state(), { recursive: true })
      return folder
    },
    doubts: ['headMissing folder'],
    onlyDeclared: true,
  },
  {
    way: 'a computer that has another name',
    spoil: () => ({ folder, computer: otherName }),
    doubts: ['renamed'],
    onlyDeclared: true,
    elsewhere: true,
  },
]

/** The lead's own bundle, made after the doubt arose, with everything that the lead holds. */
async function bundleOfLead(content: Content = 'full'): Promise<string> {
  world.moveClocks('2026-06-01T01:00:00.000Z')
  return await exportTo('lead', world.at('lead:1'), content)
}

const allowed = { writing: 'allowed', doubts: [], elsewhere: false }

async function spoilt(way: Way): Promise<TestMachine> {
  const where = way.spoil()
  return typeof where === 'string' ? await open(where) : await open(where.folder, where.computer)
}

describe.each(ways)('with $way', (way) => {
  const until = way.onlyDeclared === true ? 'a person declares, after the import' : 'its records came home'
  it(`the machine is read-only until ${until}`, async () => {
    const machine = await spoilt(way)
    const doubted = {
      writing: 'awaitingOwnRecords',
      doubts: way.doubts,
      elsewhere: way.elsewhere === true,
    }
    expect(await status(machine)).toEqual(doubted)
    await expectReadOnly(machine)
    await machine.call('workspace.lock', {})
    await machine.call('workspace.unlock', { account, passphrase: world.passphrase })
    expect(await status(machine)).toEqual(doubted)
    await receive(machine, [await bundleOfLead()])
    if (way.onlyDeclared === true) {
      expect(await status(machine)).toEqual(doubted)
      await machine.call('workspace.declareOnlyCopy', {})
    }
    expect(await status(machine)).toEqual(allowed)
    await expectNoFork(machine)
    await machine.call('workspace.lock', {})
    await machine.call('workspace.unlock', { account, passphrase: world.passphrase })
    expect(await status(machine)).toEqual(allowed)
  })

  it('a person may declare that there is no other copy', async () => {
    const machine = await spoilt(way)
    await machine.call('workspace.declareOnlyCopy', {})
    expect(await status(machine)).toEqual(allowed)
    await machine.call('sheets.submit', again)
    await machine.call('workspace.lock', {})
    await machine.call('workspace.unlock', { account, passphrase: world.passphrase })
    expect(await status(machine)).toEqual(allowed)
  })
})

describe('an honest machine', () => {
  it('writes after a restart without being asked', async () => {
    const machine = await open(folder)
    expect(await status(machine)).toEqual(allowed)
    await machine.app.dispose()
    expect(await status(await open(folder))).toEqual(allowed)
  })

  it.each([
    ['neither note', ['inner', 'outer']],
    ['the outer note alone', ['inner']],
  ] as const)('writes after a crash that came when %s was written', async (_what, old) => {
    if (old.some((each) => each === 'inner')) putBack('own-head.sealed')
    if (old.some((each) => each === 'outer'))
      cpSync(`${image} state`, state(), { recursive: true, force: true })
    const machine = await open(folder)
    expect(await status(machine)).toEqual(allowed)
    await receive(machine, [await bundleOfLead()])
    await expectNoFork(machine)
    await machine.app.dispose()
    // And the notes are whole again: an older database is noticed by both.
    putBack('season.db')
    expect((await status(await open(folder))).doubts).toEqual(['behind folder', 'behind computer'])
  })

  it('is asked again, and no more, after a crash between declaring and noting it', async () => {
    const copy = join(world.root, 'copy')
    cpSync(folder, copy, { recursive: true })
    const machine = await open(copy)
    await machine.call('workspace.declareOnlyCopy', {})
    await machine.app.dispose()
    copyFileSync(join(season(folder), 'own-head.sealed'), join(season(copy), 'own-head.sealed'))
    const crashed = await open(copy)
    expect((await status(crashed)).doubts).toEqual(['moved'])
    await crashed.call('workspace.declareOnlyCopy', {})
    expect(await status(crashed)).toEqual(allowed)
  })
})

describe('a computer that does not take the note', () => {
  const unkept = [{ where: 'computer', file: expect.stringContaining(join('state', '')) }]
  const noted = async (machine: TestMachine) => {
    const found = await machine.call('workspace.status', {})
    return found.state === 'open' ? found.season?.unkept : found.state
  }

  it.each([
    ['a file is in its way', (path: string) => writeFileSync(path, ''), 'headUnreadable computer'],
    ['its folder cannot be made', (path: string) => symlinkSync('/proc/none', path), 'headMissing computer'],
  ])('is named until it does, and asks once: %s', async (_why, spoil, doubt) => {
    rmSync(state(), { recursive: true })
    spoil(state())
    const machine = await open(folder)
    expect((await status(machine)).doubts).toEqual([doubt])
    await machine.call('workspace.declareOnlyCopy', {})
    expect([await status(machine), await noted(machine)]).toEqual([allowed, unkept])
    await machine.app.dispose()
    const restarted = await open(folder)
    expect([await status(restarted), await noted(restarted)]).toEqual([allowed, unkept])
    await restarted.call('sheets.submit', again)
    expect(await noted(restarted)).toEqual(unkept)
    rmSync(state())
    await restarted.call('sheets.submit', { ...again, entries: smallEntries(2600, '91') })
    expect([await status(restarted), await noted(restarted)]).toEqual([allowed, []])
  })
})

describe('two copies of one machine on one computer', () => {
  it('never both write: who writes first is noted for the other, too', async () => {
    const copy = join(world.root, 'copy')
    cpSync(folder, copy, { recursive: true })
    const [original, second] = [await open(folder), await open(copy)]
    await second.call('workspace.declareOnlyCopy', {})
    await second.call('sheets.submit', again)
    expect(await status(original)).toMatchObject({ doubts: ['behind computer'] })
    const late = { ...again, entries: smallEntries(2600, '91') }
    expect(await original.attempt('sheets.submit', late)).toEqual({
      error: { code: 'readOnlyUntilOwnRecords' },
    })
    await receive(original, [await exportTo('second', second)])
    await original.call('sheets.submit', late)
    expect(await status(second)).toMatchObject({ doubts: ['behind computer'] })
    await receive(world.at('lead:1'), [await exportTo('original', original)])
    expect((await world.at('lead:1').call('season.get', {})).records).toMatchObject({ forked: 0 })
  })
})

describe('a whole disk put back, notes and all', () => {
  beforeEach(() => {
    cpSync(image, folder, { recursive: true, force: true })
    cpSync(`${image} state`, state(), { recursive: true, force: true })
  })

  it('is told by the first bundle of a peer, even a receipt, and named', async () => {
    const machine = await open(folder)
    expect(await status(machine)).toEqual(allowed)
    await receive(machine, [await bundleOfLead('receipt')])
    expect(await status(machine)).toMatchObject({ writing: 'awaitingOwnRecords', doubts: ['claimed'] })
    const found = await machine.call('workspace.status', {})
    expect(found).toMatchObject({ season: { doubts: [{ doubt: 'claimed', seats: ['lead:1'] }] } })
    await expectReadOnly(machine)
    await receive(machine, [await exportTo('lead full', world.at('lead:1'))])
    expect(await status(machine)).toEqual(allowed)
    await expectNoFork(machine)
  })

  it('forks only where a person declares falsely, and then everybody sees it', async () => {
    const machine = await open(folder)
    await receive(machine, [await bundleOfLead('receipt')])
    expect((await status(machine)).doubts).toEqual(['claimed'])
    await machine.call('workspace.declareOnlyCopy', {})
    await machine.call('sheets.submit', again)
    await receive(world.at('lead:1'), [await exportTo('false', machine)])
    expect((await world.at('lead:1').call('season.get', {})).records.forked).toBeGreaterThan(0)
    // What the same machine says again is not believed any more; others are.
    await receive(machine, [await exportTo('lead receipt', world.at('lead:1'), 'receipt')])
    expect((await status(machine)).doubts).toEqual([])
  })
})

describe('a bundle that proves nothing', () => {
  /** The lead has the first of three sheets, then two; the authority all. */
  it.each([
    ['brings nothing home', '2020-01-01T00:00:00.000Z'],
    ['brings nothing home', '2026-09-01T00:00:00.000Z'],
    ['brings some records home, but not the newest', '2020-01-01T00:00:00.000Z'],
  ])('on another computer: one that %s, by a clock at %s', async (what, now) => {
    const old = await exportTo('lead old', world.at('lead:1'))
    const newest = await open(folder)
    await newest.call('sheets.submit', { ...again, entries: smallEntries(2600, '85') })
    await newest.app.dispose()
    if (what === 'brings nothing home') cpSync(folder, image, { recursive: true, force: true })
    const late = await open(folder)
    await late.call('sheets.submit', { ...again, entries: smallEntries(2700, '86') })
    await receive(world.at('authority'), [await exportTo('newest', late)])
    await late.app.dispose()
    world.moveClocks(now)
    const copy = await open(image, { ...otherComputer, stateFolder: join(world.root, 'state 2') })
    await receive(copy, [old])
    expect(await status(copy)).toMatchObject({ writing: 'awaitingOwnRecords', doubts: ['otherComputer'] })
    expect(await copy.attempt('sheets.submit', again)).toEqual({ error: { code: 'readOnlyUntilOwnRecords' } })
  })
})
