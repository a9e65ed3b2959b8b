import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { code } from '../../tests/support/seasons.ts'
import { smallPreset } from '../../tests/support/small-preset.ts'
import { createWorld, type World } from '../../tests/support/world.ts'
import { send } from './practice/carry.ts'

let world: World
beforeEach(() => {
  world = createWorld({ on: 'folders' })
})
afterEach(() => world.close())

/** Founds the small season and gives the path of its season bundle. */
async function foundSeason(given = world): Promise<string> {
  const authority = given.at('authority')
  const { account, passphrase } = given
  await authority.call('founding.prepare', {
    preset: smallPreset.id,
    year: 2026,
    name: 'Thử',
    account,
    passphrase,
  })
  await authority.call('founding.commit', { slipKept: 'printed' })
  return send(given, code.seat('authority'), [], 'season')
}

async function slipFor(seat: string, given = world): Promise<string> {
  const rows = await given.at('authority').call('season.invitations', {})
  const slip = rows.find((row) => row.seat === seat)?.slip
  return `${slip?.code} ${slip?.checkGroup}`
}

function join(seat: string, bundle: string, typed: string, given = world) {
  const machine = given.at(seat)
  const { account, passphrase } = given
  return machine.attempt('joining.commit', {
    files: [machine.handle(bundle)],
    code: typed,
    account,
    passphrase,
  })
}

describe('joining', () => {
  it('looks first and writes nothing, then joins in one act', async () => {
    const bundle = await foundSeason()
    const unit = world.at('unit:A2')
    const typed = await slipFor('unit:A2')
    expect(await unit.call('joining.look', { files: [unit.handle(bundle)], code: typed })).toEqual({
      seat: 'unit:A2',
      seatName: 'Đơn vị A2',
      seasonName: 'Thử',
      year: 2026,
      authority: 'Công an tỉnh',
      practice: true,
      recovery: null,
    })
    expect(await unit.call('workspace.status', {})).toEqual({ state: 'new' })
    expect(await join('unit:A2', bundle, typed)).toMatchObject({
      value: { machineRecoveryCode: expect.stringMatching(/^([0-9A-Z]{4} ){6}[0-9A-Z]{4}$/) },
    })
    const status = await unit.call('workspace.status', {})
    expect(status).toMatchObject({
      state: 'open',
      practice: true,
      season: { ownSeats: ['unit:A2'], writing: 'allowed' },
    })
  })

  it.each([
    ['one character short', (typed: string) => typed.slice(1), { code: 'invitationMistyped', why: 'length' }],
    [
      'a letter that no slip has',
      (typed: string) => `A${typed.slice(1)}`,
      { code: 'invitationMistyped', why: 'alphabet' },
    ],
    ['two characters swapped', (typed: string) => swapped(typed), { code: 'invitationForeign' }],
  ])('refuses a code with %s, and leaves the folder as it was', async (_name, mistype, error) => {
    const bundle = await foundSeason()
    const typed = mistype(await slipFor('unit:A2'))
    expect(await join('unit:A2', bundle, typed)).toEqual({ error })
    expect(await world.at('unit:A2').call('workspace.status', {})).toEqual({ state: 'new' })
  })

  it('refuses a slip of another season: whoever only touches the stick cannot forge one', async () => {
    const bundle = await foundSeason()
    const other = createWorld({ on: 'folders', seed: 2 })
    try {
      await foundSeason(other)
      expect(await join('unit:A2', bundle, await slipFor('unit:A2', other))).toEqual({
        error: { code: 'invitationForeign' },
      })
    } finally {
      await other.close()
    }
  })

  it('refuses a slip that was used, as soon as the enrolment is in the bundle', async () => {
    const bundle = await foundSeason()
    const typed = await slipFor('unit:A2')
    await join('unit:A2', bundle, typed)
    const answer = await send(world, code.seat('unit:A2'), [code.seat('authority')], 'delta')
    const authority = world.at('authority')
    const seen = await authority.call('exchange.preview', { files: [authority.handle(answer)] })
    await authority.call('exchange.commit', { token: seen.token })
    const newer = await send(world, code.seat('authority'), [], 'season')
    expect(await join('unit:A3', newer, typed)).toEqual({
      error: { code: 'invitationUsed', seat: 'unit:A2' },
    })
    expect(await world.at('unit:A3').call('workspace.status', {})).toEqual({ state: 'new' })
  })

  it('shows a slip used twice as contested, until somebody decides', async () => {
    const bundle = await foundSeason()
    const typed = await slipFor('unit:A2')
    // Two machines, one slip, neither knows of the other.
    await join('unit:A2', bundle, typed)
    await join('unit:A3', bundle, typed)
    const authority = world.at('authority')
    for (const seat of ['unit:A2', 'unit:A3']) {
      const machine = world.at(seat)
      const written = await machine.call('exchange.export', {
        recipients: [],
        content: 'full',
        folder: machine.handle(world.stick),
      })
      const seen = await authority.call('exchange.preview', {
        files: [authority.handle(`${world.stick}/${written.name}`)],
      })
      await authority.call('exchange.commit', { token: seen.token })
    }
    const rows = await authority.call('season.invitations', {})
    expect(rows.find((row) => row.seat === 'unit:A2')?.state).toBe('contested')
    const { todos } = await authority.call('season.overview', {})
    expect(todos).toContainEqual({ todo: 'contestedSeat', seat: 'unit:A2' })
  })

  it('refuses a bundle that was changed on the way, and leaves the folder as it was', async () => {
    const bundle = await foundSeason()
    const bytes = new Uint8Array(world.read(bundle))
    bytes[bytes.length - 30] = (bytes[bytes.length - 30] ?? 0) ^ 1
    const bad = world.put('bad.giaouoc', bytes)
    expect(await join('unit:A2', bad, await slipFor('unit:A2'))).toEqual({
      error: {
        code: 'bundleRefused',
        name: 'bad.giaouoc',
        error: expect.objectContaining({ code: 'bundleSignature' }),
      },
    })
    expect(await world.at('unit:A2').call('workspace.status', {})).toEqual({ state: 'new' })
  })

  it('adds one more seat to an open machine', async () => {
    await foundSeason()
    const authority = world.at('authority')
    const typed = await slipFor('lead:1')
    expect(await authority.call('joining.addSeat', { code: typed })).toEqual({ seat: 'lead:1' })
    expect((await authority.call('season.get', {})).ownSeats).toEqual(['authority', 'lead:1'])
    expect(await authority.attempt('joining.addSeat', { code: typed })).toEqual({
      error: { code: 'invitationUsed', seat: 'lead:1' },
    })
  })

  it('refuses a second season in one folder', async () => {
    const bundle = await foundSeason()
    await join('unit:A2', bundle, await slipFor('unit:A2'))
    expect(await join('unit:A2', bundle, await slipFor('unit:A3'))).toEqual({
      error: { code: 'workspaceExists' },
    })
  })
})

function swapped(typed: string): string {
  const letters = [...typed.replaceAll(' ', '')]
  // Two neighbours that differ, well inside the secret.
  const at = letters.findIndex((letter, index) => index > 2 && letter !== letters[index + 1])
  const [left = '', right = ''] = [letters[at], letters[at + 1]]
  letters.splice(at, 2, right, left)
  return letters.join('')
}
