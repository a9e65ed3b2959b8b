import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DeviceId, RoundCode, SeasonId, Seat } from '../../shared/domain/ids.ts'
import { bundleName, isSafeName, longestName, type NamedBundle, namesLike, plainName } from './file-names.ts'

const bundle: NamedBundle = {
  season: 'a1b2c3'.padEnd(64, '0') as SeasonId,
  year: 2021,
  round: 'Q1' as RoundCode,
  content: 'delta',
  from: 'unit:PV01' as Seat,
  recipients: ['lead:1' as Seat],
  device: 'd4e5f6'.padEnd(32, '0') as DeviceId,
  number: 3,
}

describe('the name of a bundle', () => {
  test('says round, who sends it to whom, season, device and number', () => {
    expect(bundleName(bundle)).toBe('2021-Quy1-PV01-gui-CumTruong1-a1b2c3-d4e5f6-0003.giaouoc')
  })

  test('of every content, for everybody and for several', () => {
    const all = [] as Seat[]
    const several = ['authority', 'unit:A3', 'unit:B1'] as Seat[]
    expect([
      bundleName({ ...bundle, round: null, content: 'full', recipients: all }),
      bundleName({ ...bundle, round: null, content: 'season', from: 'authority' as Seat, recipients: all }),
      bundleName({
        ...bundle,
        round: '6T' as RoundCode,
        content: 'receipt',
        from: null,
        recipients: several,
      }),
    ]).toEqual([
      '2021-PV01-DayDu-gui-TatCa-a1b2c3-d4e5f6-0003.giaouoc',
      '2021-ThuongTruc-ThamGia-gui-TatCa-a1b2c3-d4e5f6-0003.giaouoc',
      '2021-6T-May-BienNhan-gui-ThuongTruc-va-2-a1b2c3-d4e5f6-0003.giaouoc',
    ])
  })

  test('is another for another season, device or number, whatever the case, and any drive keeps it', () => {
    const code = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/)
    const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`))
    const seat = code.chain((each) => fc.constantFrom('authority', `lead:${each}`, `unit:${each}`))
    const named = fc.record({
      season: hex(64),
      year: fc.integer({ min: 1900, max: 9999 }),
      round: fc.option(code),
      content: fc.constantFrom('delta' as const, 'full' as const, 'season' as const, 'receipt' as const),
      from: fc.option(seat),
      recipients: fc.array(seat, { maxLength: 3 }),
      device: hex(32),
      number: fc.integer({ min: 1, max: 999_999 }),
    })
    fc.assert(
      fc.property(named, named, (left, right) => {
        // Plain strings in the shapes of their schemas.
        const [one, other] = [left, right].map((each) => bundleName(each as unknown as NamedBundle))
        expect([isSafeName(one ?? ''), isSafeName(other ?? '')]).toEqual([true, true])
        const end = ({ season, device, number }: typeof left): string =>
          `${season.slice(0, 6)}-${device.slice(0, 6)}-${number}`
        if (end(left) !== end(right)) expect(one?.toLowerCase()).not.toBe(other?.toLowerCase())
      }),
    )
  })
})

describe('plain names', () => {
  test.each([
    ['Phiếu chấm điểm', 'Phieu-cham-diem.pdf'],
    ['Đơn vị.PDF', 'Don-vi.pdf'],
    ['CON', 'tai-lieu-CON.pdf'],
    ['_x', 'x.pdf'],
    ['…', 'tai-lieu.pdf'],
    ['', 'tai-lieu.pdf'],
  ])('%s becomes %s', (wanted, name) => {
    expect(plainName(wanted, '.pdf')).toBe(name)
  })

  test('are safe for every wish, and so are their neighbours', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (wanted) => {
        const names = namesLike(plainName(wanted, '.txt'))
        expect(names.filter((name) => !isSafeName(name))).toEqual([])
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(99)
      }),
    )
    expect(namesLike(`${'x'.repeat(116)}.pdf`)[1]).toBe(`${'x'.repeat(114)}-2.pdf`)
    expect(longestName).toBe(120)
  })
})
