import type { ImportClass, ImportItem } from '../contract/exchange.ts'
import { exhausted } from '../kernel/result.ts'
import type { Sentence } from './failure-sentences.ts'
import { describeVerdict } from './ledger.ts'
import { bareLedgerNames, type LedgerNames } from './ledger-names.ts'
import { importClassName, kindName, type Language, layerName, type Names } from './words.ts'

type DescribedItem = Pick<
  ImportItem,
  'class' | 'kind' | 'round' | 'subject' | 'layer' | 'changes' | 'verdict'
>

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
  const body = [aboutOf(item, names, language), reasonOf(item, ledgerNames, language), changesOf(item, names)]
  return {
    title: importClassName(item.class, language),
    body: body.filter((part) => part !== '').join(' '),
  }
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
    case 'foreignSeason':
    case 'setAside':
    case 'adoptsOwn':
    case 'supersedes':
    case 'stale':
      return advice[item.class][language]
    default:
      return exhausted(item.class)
  }
}

const advice: {
  readonly [Each in Exclude<ImportClass, 'fork' | 'quarantined' | 'waiting' | 'withdraws' | 'new'>]: {
    readonly vi: string
    readonly en: string
  }
} = {
  present: { vi: 'Máy này đã có; nhập lại không thay đổi gì.', en: 'It is here already; nothing changes.' },
  foreignSeason: {
    vi: 'Bản ghi thuộc năm thi đua khác nên không được nhập. Hãy mở đúng năm thi đua.',
    en: 'It belongs to another season and is not imported. Open the right season.',
  },
  setAside: {
    vi: 'Bản ghi đang được để riêng trên máy này. Muốn dùng lại, chọn “nhận lại”.',
    en: 'It is set aside on this machine. Choose “take back” to use it again.',
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
}

function changesOf(item: DescribedItem, names: Names): string {
  return item.changes
    .map(
      ({ criterion, before, after }) => `${names.criterion(criterion)}: ${before ?? '∅'} → ${after ?? '∅'}`,
    )
    .join('; ')
}
