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
  const draft = { round: 'R1', subject: 'U001', layer: 'self' } as const
  expectOk(store.drafts.put(draft, '{"entries":[]}'), 'kept')
  expectOk(store.drafts.put(draft, '{"entries":[1]}'), 'kept again')
  expectOk(store.drafts.put({ ...draft, layer: 'cross' }, '{}'), 'kept')
  expectOk(store.drafts.delete({ ...draft, layer: 'cross' }), 'deleted')
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
    drafts: [{ ...draft, text: '{"entries":[1]}', savedAt: '2021-03-31T08:00:00.000Z' }],
    setting: 'en',
  })
  expect([again.signatories.get(keyB)?.wrapped, again.signatories.get(keyA)]).toEqual(['w2', null])
  expect([again.drafts.get(draft)?.text, again.drafts.get({ ...draft, round: 'R2' })]).toEqual([
    '{"entries":[1]}',
    null,
  ])
  // Nothing of it is the ledger's business.
  expect([again.snapshot().dataVersion, again.snapshot().facts]).toEqual([dataVersion, []])
  again.close()
})

function everything(store: SeasonStore) {
  return {
    device: store.device.current()?.device ?? null,
    signatories: store.signatories.list(),
    invitations: store.invitations.list(),
    drafts: store.drafts.list(),
    setting: store.settings.get('language'),
  }
}
