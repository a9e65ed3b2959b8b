import { afterAll, expect, test } from 'vitest'
import type { PublicKeyHex, Seat } from '../shared/domain/ids.ts'
import { expectOk } from '../shared/kernel/result.ts'
import {
  fileIn,
  openStore,
  removeFolders,
  temporaryFolder,
  testSeason,
  writeAs,
} from '../tests/support/season-stores.ts'
import type { SeasonStore } from './season-store.ts'

afterAll(removeFolders)

const season = testSeason(1, 1)
const keyA = 'aa'.repeat(32) as PublicKeyHex
const keyB = 'bb'.repeat(32) as PublicKeyHex

test('what belongs to this machine alone is kept beside the ledger and outlives the program', () => {
  const folder = temporaryFolder()
  const store = openStore({ season: season.id, location: fileIn(folder) })
  expect(everything(store)).toEqual({
    device: null,
    signatories: [],
    invitations: [],
    drafts: [],
    setting: null,
  })
  writeAs(store, 'unit U001')
  const newer = writeAs(store, 'joined anew')
  const first = { basedOn: 0, writer: 'a', text: '{"entries":[]}', settles: [] }
  expectOk(store.drafts.change('sheet', first), 'kept')
  expectOk(store.drafts.change('sheet', { ...first, basedOn: 1, text: '{"entries":[1]}' }), 'kept again')
  expectOk(store.drafts.change('sheet', { ...first, writer: 'b', text: '{"entries":[2]}' }), 'put aside')
  expectOk(store.drafts.change('other', first), 'kept')
  expectOk(store.drafts.change('other', { ...first, basedOn: 1, text: null }), 'dropped')
  expectOk(store.settings.put('language', 'vi'), 'kept')
  expectOk(store.settings.put('language', 'en'), 'kept again')
  expectOk(store.signatories.put({ publicKey: keyB, wrapped: 'w1', account: 'Cán bộ' }), 'kept')
  expectOk(store.signatories.put({ publicKey: keyB, wrapped: 'w2', account: 'Cán bộ' }), 'kept again')
  const invitation = { publicKey: keyA, seat: 'unit:U001' as Seat, secret: '0'.repeat(28) }
  expectOk(store.invitations.putMany([invitation, invitation]), 'kept')
  const { dataVersion } = store.snapshot()
  store.close()

  const again = openStore({ season: season.id, location: fileIn(folder, 'open') })
  expect(everything(again)).toEqual({
    device: newer,
    signatories: [{ publicKey: keyB, wrapped: 'w2', account: 'Cán bộ' }],
    invitations: [invitation],
    drafts: ['sheet'],
    setting: 'en',
  })
  expect([again.signatories.get(keyB)?.wrapped, again.signatories.get(keyA)]).toEqual(['w2', null])
  const savedAt = '2021-03-31T08:00:00.000Z'
  expect(again.drafts.get('sheet')).toEqual({
    version: 2,
    current: { text: '{"entries":[1]}', savedAt },
    aside: [{ version: 3, text: '{"entries":[2]}', savedAt }],
  })
  // Nothing of it is the ledger's business.
  expect([again.snapshot().dataVersion, again.snapshot().facts]).toEqual([dataVersion, []])
  again.close()
})

function everything(store: SeasonStore) {
  return {
    device: store.device.current()?.device ?? null,
    signatories: store.signatories.list(),
    invitations: store.invitations.list(),
    drafts: store.drafts.names(),
    setting: store.settings.get('language'),
  }
}
