import { describe, expect, test } from 'vitest'
import { agreementOf, castOf, planOf } from '../../tests/support/ledger/cast.ts'
import { factsOf, withheld } from '../../tests/support/ledger/device.ts'
import { between, one, outcomeOf, sheetOf, subject, two, within } from '../../tests/support/ledger/world.ts'
import { leadSeat, type UnitCode, unitSeat } from '../domain/ids.ts'
import { expectDefined } from '../kernel/result.ts'
import { uncountedAt } from './concern.ts'
import type { ReadRecord } from './read-record.ts'

const places = {
  cluster1: { round: within, cluster: one },
  cluster2: { round: within, cluster: two },
  between: { round: between, cluster: null },
}

/** The tables that these records make provisional, by what is missing. */
function touched(records: readonly ReadRecord[]) {
  const outcome = outcomeOf(records)
  const state = expectDefined(outcome.state, 'a state')
  return Object.fromEntries(
    Object.entries(places).map(([name, place]) => {
      const found = uncountedAt(factsOf(records), outcome, state, place)
      return [name, Object.entries(found).flatMap(([what, is]) => (is ? [what] : []))]
    }),
  )
}

describe('what cannot be counted concerns', () => {
  test('nobody, where everything is here', () => {
    const { world } = castOf()
    expect(touched(world.records)).toEqual({ cluster1: [], cluster2: [], between: [] })
  })

  test('the author’s own cluster: a unit’s withheld sheet, gap, or record of a later version', () => {
    const { world, scale, unit } = castOf()
    const device = unit('A3')
    const sheet = device.write('sheet.submitted/1', sheetOf(scale.id))
    const next = device.write('sheet.submitted/1', sheetOf(scale.id, { note: 'sau' }))
    const others = world.records.filter((record) => record !== sheet && record !== next)
    const later: ReadRecord = {
      ...next,
      envelope: { ...next.envelope, kind: 'titles.nominated/9' },
      typed: null,
    }
    const only = (what: string) => ({ cluster1: [what], cluster2: [], between: [] })
    expect(touched([...others, withheld(sheet), next])).toEqual(only('withheld'))
    expect(touched([...others, next])).toEqual(only('waiting'))
    expect(touched([...others, sheet, later])).toEqual(only('unknownKind'))
  })

  test('the author’s own tables, where it rests on a season record that is not here', () => {
    const { world, scale, unit } = castOf()
    const season = {
      ...world.season,
      units: [...world.season.units, { code: 'A9', name: 'A9', cluster: one }],
    }
    const missing = world.revise({}, world.founder, world.newest, season as never)
    world.inform(unit('A4'))
    // Of a unit that only the missing revision knows.
    unit('A4').write('sheet.submitted/1', sheetOf(scale.id, { subject: subject('A9') }))
    const others = world.records.filter((record) => record !== missing)
    expect(touched(others)).toEqual({ cluster1: ['waiting'], cluster2: [], between: [] })
  })

  test('the tables a lead writes for, and all of them for the authority', () => {
    const { world, scale, otherLead } = castOf()
    const sheet = otherLead.write(
      'sheet.submitted/1',
      sheetOf(scale.id, { subject: subject('B2'), layer: 'appraisal' }),
    )
    const others = world.records.filter((record) => record !== sheet)
    expect(touched([...others, withheld(sheet)])).toEqual({
      cluster1: [],
      cluster2: ['withheld'],
      between: ['withheld'],
    })
    const hidden = world.publishScale()
    expect(touched([...others, withheld(hidden)])).toEqual({
      cluster1: ['withheld'],
      cluster2: ['withheld'],
      between: ['withheld'],
    })
  })

  test('where a plan sends the author', () => {
    const { world, scale, lead, unit } = castOf()
    const guest = unit('B2')
    lead.write(
      'inspection.planned/1',
      planOf({ teams: [{ ...planOf().teams[0], seats: [unitSeat('B2' as UnitCode)] } as never] }),
    )
    const sheet = guest.write('sheet.submitted/1', sheetOf(scale.id, { subject: subject('B2') }))
    const others = world.records.filter((record) => record !== sheet)
    expect(touched([...others, withheld(sheet)])).toEqual({
      cluster1: ['withheld'],
      cluster2: ['withheld'],
      between: [],
    })
  })

  test('the place it names, where it can be read and waits for something else', () => {
    const { world, lead } = castOf()
    lead.write('exclusion.recorded/1', {
      round: within,
      subject: subject('A3'),
      reason: 'vi phạm',
      from: null,
      until: null,
    })
    lead.write('sheet.submitted/1', sheetOf('ab'.repeat(32) as never, { layer: 'appraisal' }))
    expect(touched(world.records)).toEqual({ cluster1: ['waiting'], cluster2: [], between: [] })
  })

  test('no table, where only an agreement is withheld', () => {
    const { world, lead } = castOf()
    const draft = lead.write('agreement.drafted/1', agreementOf(one, [leadSeat(one)]))
    const others = world.records.filter((record) => record !== draft)
    expect(touched([...others, withheld(draft)])).toEqual({ cluster1: [], cluster2: [], between: [] })
  })
})
