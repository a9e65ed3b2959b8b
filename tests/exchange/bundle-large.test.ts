import { expect, it } from 'vitest'
import { sourceOfBytes } from '../../shared/exchange/bundle-source.ts'
import { openHeld } from '../../shared/exchange/open-bundle.ts'
import { previewImport } from '../../shared/exchange/preview-import.ts'
import { expectOk } from '../../shared/kernel/result.ts'
import { finish } from '../../shared/kernel/work.ts'
import { bundleOf } from '../bench/import.bench.ts'
import { bigSeason, tinyFeed } from '../support/big-season.ts'
import { crypto } from './bundle-fixture.ts'
import { storeOf } from './bundle-import.ts'

const season = bigSeason(2, 1)
const feed = tinyFeed(season, 1200)
const { held, keyOf } = storeOf(season.feeds.flat())

function look() {
  const bytes = bundleOf(season, feed)
  const open = expectOk(finish(openHeld(sourceOfBytes(bytes), crypto)), 'a sound bundle')
  const file = { name: 'x', bytes: bytes.length, refused: null, open }
  const input = { files: [file], held, season: season.id, ownDevice: null, keyOf, crypto }
  return previewImport({ ...input, isTrusted: () => true })
}

it('judges many records part by part, and nobody sees a part of them among what is held', () => {
  const { state } = held.set
  const count = [...held.set.facts()].length
  const verdicts = held.set.judgement.verdicts.size
  let parts = 0
  const work = look()
  for (let step = work.next(); ; step = work.next()) {
    expect(held.set.state).toBe(state)
    expect(held.set.judgement.verdicts.size).toBe(verdicts)
    if (step.done === true) {
      expect(step.value.counts).toMatchObject({ new: feed.length, quarantined: 0, waiting: 0 })
      break
    }
    if (step.value === 0) parts++
  }
  expect(parts).toBeGreaterThanOrEqual(feed.length / 500)
  expect([...held.set.facts()]).toHaveLength(count)
})

it('can be stopped between any two parts', () => {
  const work = look()
  let parts = 0
  for (let step = work.next(); step.done !== true && parts < 2; step = work.next()) {
    if (step.value === 0) parts++
  }
  work.return(undefined as never) // stopped: nobody waits for an answer
  expect(held.set.get(feed[0]?.id as never)).toBeUndefined()
  expect(finish(look()).counts.new).toBe(feed.length)
})
