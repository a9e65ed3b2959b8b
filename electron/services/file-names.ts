import {
  type DeviceId,
  type RoundCode,
  type SeasonId,
  type Seat,
  seatParts,
} from '../../shared/domain/ids.ts'

/**
 * Names of files outside the data folder: plain ASCII that FAT, NTFS, old archives and every Vietnamese code page
 * keep as it is, told apart without regard to case, and short enough for encrypted home folders too.
 */
export const longestName = 120

/** Whether a drive of any kind keeps this name as it is. Windows has devices of some names. */
export function isSafeName(name: string): boolean {
  return safeName.test(name) && name.length <= longestName
}

/** ASCII for whatever was wanted: `Phiếu chấm điểm` → `Phieu-cham-diem.pdf`. */
export function plainName(wanted: string, ending: '.pdf' | '.txt'): string {
  const plain = (wanted.toLowerCase().endsWith(ending) ? wanted.slice(0, -ending.length) : wanted)
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, longestName - ending.length - 'tai-lieu-'.length)
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '')
  const name = `${plain}${ending}`
  return isSafeName(name) ? name : `tai-lieu${plain === '' ? '' : `-${plain}`}${ending}`
}

/**
 * Names to try in this order, where other content may stand under the first ones: `x.pdf`, `x-2.pdf`, `x-3.pdf`, …
 * None is longer than `longestName`.
 */
export function namesLike(name: string): readonly string[] {
  const dot = name.lastIndexOf('.')
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  const others = Array.from({ length: 98 }, (_, index) => {
    const mark = `-${index + 2}${ending}`
    return `${stem.slice(0, longestName - mark.length)}${mark}`
  })
  return [name, ...others]
}

export interface NamedBundle {
  readonly season: SeasonId
  readonly year: number
  /** The one round all of it is about; null: several, or none. */
  readonly round: RoundCode | null
  readonly content: 'delta' | 'full' | 'season' | 'receipt'
  /** The exporting seat; null: the device holds none. */
  readonly from: Seat | null
  /** Empty: for everybody. */
  readonly recipients: readonly Seat[]
  readonly device: DeviceId
  readonly number: number
}

/**
 * `2021-Quy1-PV01-gui-CumTruong1-a1b2c3-d4e5f6-0003.giaouoc`: what people look for first, then what makes it one of
 * its kind: six digits of season and device, and the device's own count. Codes are cut to 12 characters.
 */
export function bundleName(bundle: NamedBundle): string {
  const { season, year, round, content, from, recipients, device, number } = bundle
  return `${[
    year,
    ...(round === null ? [] : [roundLabel(round)]),
    from === null ? 'May' : seatLabel(from),
    ...contentLabels[content],
    'gui',
    recipientsLabel(recipients),
    season.slice(0, 6),
    device.slice(0, 6),
    String(number).padStart(4, '0'),
  ].join('-')}.giaouoc`
}

const safeName = /^(?!(con|prn|aux|nul|com\d|lpt\d)(\.|$))[A-Za-z0-9][A-Za-z0-9._ ()-]*(?<![. ])$/i

const contentLabels: { readonly [Content in NamedBundle['content']]: readonly string[] } = {
  delta: [],
  full: ['DayDu'],
  season: ['ThamGia'],
  receipt: ['BienNhan'],
}

function recipientsLabel([first, ...others]: readonly Seat[]): string {
  if (first === undefined) return 'TatCa'
  return others.length === 0 ? seatLabel(first) : `${seatLabel(first)}-va-${others.length}`
}

/** `Q1` is said `Quý I` and written `Quy1`; other codes stand as they are. */
function roundLabel(round: RoundCode): string {
  return plainCode(round).replace(/^Q(?=\d$)/, 'Quy')
}

function seatLabel(seat: Seat): string {
  const parts = seatParts(seat)
  switch (parts.role) {
    case 'authority':
      return 'ThuongTruc'
    case 'lead':
      return `CumTruong${plainCode(parts.cluster)}`
    case 'unit':
      return plainCode(parts.unit)
  }
}

function plainCode(code: string): string {
  return code.slice(0, 12)
}
