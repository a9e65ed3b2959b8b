import type { ImportItem as ItemView } from '../contract/exchange.ts'
import type { ImportClass, ImportItem } from '../exchange/import-preview.ts'
import { exhausted } from '../kernel/result.ts'
import { act } from './acts.ts'
import type { Sentence } from './failure-sentences.ts'
import { describeVerdict } from './ledger.ts'
import { bareLedgerNames, type LedgerNames } from './ledger-names.ts'
import { type Bilingual, importClassName, kindName, type Language, layerName, type Names } from './words.ts'

type DescribedItem = Pick<
  ImportItem,
  'class' | 'kind' | 'round' | 'subject' | 'layer' | 'changes' | 'notCounted' | 'verdict'
> & {
  readonly beside: readonly Pick<ImportItem['beside'][number], 'seats' | 'actor' | 'differences'>[]
}

/**
 * One record of an import: its class as the title; what it is about (kind, unit, round, layer), what it changes
 * criterion by criterion, and what the user can do.
 */
export function describeImportItem(
  item: DescribedItem,
  names: Names,
  language: Language,
  ledgerNames: LedgerNames = bareLedgerNames(names),
): Sentence {
  const body = [
    aboutOf(item, names, language),
    reasonOf(item, ledgerNames, language),
    fewerEntries(item, language),
    ...besideOf(item, names, language),
    // A member's first sheet is told by where it differs from the others.
    item.class === 'beside' ? '' : changesOf(item, names),
  ]
  return {
    title: importClassName(item.class, language),
    body: body.filter((part) => part !== '').join(' '),
  }
}

/** Why a sheet stands beside others or cannot count, what heals, and how much a newer one leaves out: a line each. */
export function remarksOnItem(
  { class: importClass, notCounted, fewer }: Pick<ItemView, 'class' | 'notCounted' | 'fewer'>,
  language: Language,
): readonly string[] {
  return [
    ...(importClass === 'beside' || importClass === 'heals' ? [advice[importClass][language]] : []),
    ...(notCounted === null ? [] : [notCountedWhy[notCounted][language]]),
    ...(fewer === 0 ? [] : [fewerText(fewer, language)]),
  ]
}

function aboutOf(item: DescribedItem, names: Names, language: Language): string {
  const about = [
    kindName(item.kind, language),
    ...(item.subject === null ? [] : [names.subject(item.subject)]),
    ...(item.round === null ? [] : [names.round(item.round)]),
    ...(item.layer === null ? [] : [layerName(item.layer, language)]),
  ]
  return `${about.join(' – ')}.`
}

function reasonOf(item: DescribedItem, names: LedgerNames, language: Language): string {
  switch (item.class) {
    case 'fork':
    case 'quarantined':
    case 'waiting':
      return describeVerdict(item.verdict, names, language).body
    case 'withdraws':
    case 'new':
      return item.verdict.status === 'valid' ? '' : describeVerdict(item.verdict, names, language).body
    case 'present':
    case 'heals':
    case 'foreignSeason':
    case 'setAside':
    case 'adoptsOwn':
    case 'supersedes':
    case 'stale':
    case 'beside':
      return advice[item.class][language]
    case 'notCounted':
      return item.notCounted === null ? '' : notCountedWhy[item.notCounted][language]
    default:
      return exhausted(item.class)
  }
}

const advice: {
  readonly [Each in Exclude<
    ImportClass,
    'fork' | 'quarantined' | 'waiting' | 'withdraws' | 'new' | 'notCounted'
  >]: {
    readonly vi: string
    readonly en: string
  }
} = {
  present: { vi: 'Máy này đã có; nhập lại không thay đổi gì.', en: 'It is here already; nothing changes.' },
  heals: {
    vi: 'Bản máy này giữ đã bị hỏng trên đĩa; nhập vào thì được thay bằng bản nguyên vẹn, và máy lại gửi được.',
    en: 'What this machine keeps of it was damaged on the disk; the import puts the sound bytes back, and it can be sent again.',
  },
  foreignSeason: {
    vi: 'Bản ghi thuộc năm thi đua khác nên không được nhập. Hãy nhập gói trên máy của năm thi đua đó.',
    en: 'It belongs to another season and is not imported. Import the bundle on a machine of that season.',
  },
  setAside: {
    vi: `Bản ghi đang được để riêng trên máy này. Muốn dùng lại, chọn ${act('takeBack', 'vi')} ở ${act('history', 'vi')}.`,
    en: `It is set aside on this machine. Choose ${act('takeBack', 'en')} in ${act('history', 'en')} to use it again.`,
  },
  adoptsOwn: {
    vi: 'Đây là bản ghi của chính máy này; nhập vào thì máy được viết tiếp.',
    en: 'It is this machine’s own record coming home; after the import the machine may write again.',
  },
  supersedes: {
    vi: 'Nó thay bản đang tính; bản cũ vẫn được giữ.',
    en: 'It takes the place of the one that counts; the older one is kept.',
  },
  stale: {
    vi: 'Đã có bản mới hơn; bản này chỉ được giữ làm lịch sử.',
    en: 'A newer one is here; this one is kept as history only.',
  },
  beside: {
    vi: 'Mỗi thành viên tổ kiểm tra có phiếu của mình; các phiếu đứng cạnh nhau, không phiếu nào thay phiếu nào.',
    en: 'Each member of the team has a sheet of its own; they stand side by side, none takes the place of another.',
  },
}

const notCountedWhy: { readonly [Each in NonNullable<ImportItem['notCounted']>]: Bilingual } = {
  planOutdated: {
    vi: 'Phiếu lập theo phân công kiểm tra cũ: được giữ, đọc được, không tính. Muốn tính phải nộp lại theo phân công mới.',
    en: 'It was made under an older plan: kept and readable, not counted. It counts again once submitted under the new one.',
  },
  outranked: {
    vi: 'Phiếu được giữ, đọc được, không tính: phiếu do chính người có quyền chấm lập được tính trước.',
    en: 'Kept and readable, not counted: the sheet of whoever owns this layer goes before it.',
  },
}

/** A partial sheet says so before it takes the place of a fuller one. */
function fewerEntries(item: DescribedItem, language: Language): string {
  if (item.class !== 'supersedes') return ''
  const fewer = item.changes.filter((change) => change.after === null).length
  return fewer === 0 ? '' : fewerText(fewer, language)
}

function fewerText(fewer: number, language: Language): string {
  return language === 'vi'
    ? `Bản mới bỏ trống ${fewer} tiêu chí mà bản trước đã chấm.`
    : `It leaves out ${fewer} criteria that the one before had scored.`
}

function besideOf({ beside }: DescribedItem, names: Names, language: Language): readonly string[] {
  return beside.map(({ seats, actor, differences }) => {
    const who = seats.length === 0 ? actor : seats.map((seat) => names.seat(seat)).join(', ')
    const list = differences.map(
      ({ criterion, before, after }) => `${names.criterion(criterion)}: ${after ?? '∅'}/${before ?? '∅'}`,
    )
    if (language === 'vi') {
      return list.length === 0 ? `Giống phiếu của ${who}.` : `Khác phiếu của ${who}: ${list.join('; ')}.`
    }
    return list.length === 0
      ? `It equals the sheet of ${who}.`
      : `It differs from the sheet of ${who}: ${list.join('; ')}.`
  })
}

function changesOf(item: DescribedItem, names: Names): string {
  return item.changes
    .map(
      ({ criterion, before, after }) => `${names.criterion(criterion)}: ${before ?? '∅'} → ${after ?? '∅'}`,
    )
    .join('; ')
}
