import { readdirSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { expectOk } from '../shared/kernel/result.ts'
import {
  clock,
  crypto,
  fileIn,
  removeFolders,
  temporaryFolder,
  testSeason,
} from '../tests/support/season-stores.ts'
import { openSeasonStore } from './open-season-store.ts'
import type { OwnHeadKeeper } from './own-head.ts'
import { openConnection } from './sqlite/connection.ts'

afterAll(removeFolders)

const { id: season } = testSeason(1, 1)

it.each([
  ['an emptied file', (file: string) => truncateSync(file)],
  ['a database without tables', () => {}],
])('opening never makes a season out of %s, and leaves it as it was', (_what, spoil) => {
  const folder = temporaryFolder()
  const file = join(folder, 'season.db')
  expectOk(openConnection(fileIn(folder)), 'made').close()
  spoil(file)
  const before = readFileSync(file)
  expect(openSeasonStore({ season, location: fileIn(folder, 'open'), crypto, clock })).toEqual({
    ok: false,
    error: { code: 'wrongKeyOrDamaged', file },
  })
  expect([readFileSync(file).equals(before), readdirSync(folder)]).toEqual([true, ['season.db']])
})

it('closes the file whatever is thrown while opening', () => {
  const folder = temporaryFolder()
  const made = expectOk(openSeasonStore({ season, location: fileIn(folder), crypto, clock }), 'made')
  const device = { device: '01'.repeat(16), seed: new Uint8Array(32), encryptionSecret: new Uint8Array(32) }
  expectOk(made.device.put(device as Parameters<typeof made.device.put>[0]), 'kept')
  made.close()
  const broken: OwnHeadKeeper = {
    doubts: () => {
      throw new Error('a defect')
    },
    ends: () => [],
    remember: () => {},
    settle: () => true,
    unkept: () => [],
  }
  const location = fileIn(folder, 'open')
  expect(() => openSeasonStore({ season, location, crypto, clock, ownHead: broken })).toThrow('a defect')
  expectOk(openSeasonStore({ season, location, crypto, clock }), 'it is free again').close()
})
