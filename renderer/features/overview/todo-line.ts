import type { RoundProgress, Todo } from '../../../shared/contract/season.ts'
import type { ClusterCode, RoundCode } from '../../../shared/domain/ids.ts'
import type { Layer } from '../../../shared/domain/sheet.ts'
import { exhausted } from '../../../shared/kernel/result.ts'
import { layerName } from '../../../shared/messages/words.ts'
import type { TextFunction } from '../../i18n/setup.ts'
import { hrefs } from '../../ui/hrefs.ts'
import type { Words } from '../../ui/use-words.ts'

type SheetTodo = Extract<Todo, { todo: 'submitSheet' }>

/** One line of the list: many sheets of one round and layer are one thing to do. */
export type TodoItem =
  | Exclude<Todo, SheetTodo>
  | {
      readonly todo: 'submitSheets'
      readonly round: RoundCode
      readonly layer: Layer
      readonly sheets: readonly SheetTodo[]
    }

export interface TodoLine {
  readonly key: string
  readonly icon: 'copy' | 'sign' | 'sheet' | 'plan' | 'close' | 'send' | 'people'
  readonly title: string
  readonly why: string
  readonly href: string
}

/** Sheets of one round and layer together; everything else as it is, in the host's order. */
export function groupedTodos(todos: readonly Todo[]): readonly TodoItem[] {
  const items: TodoItem[] = []
  const groupAt = new Map<string, number>()
  for (const todo of todos) {
    if (todo.todo !== 'submitSheet') {
      items.push(todo)
      continue
    }
    const key = `${todo.round} ${todo.layer}`
    const at = groupAt.get(key)
    const group = at === undefined ? undefined : items[at]
    if (at !== undefined && group?.todo === 'submitSheets') {
      items[at] = { ...group, sheets: [...group.sheets, todo] }
    } else {
      groupAt.set(key, items.length)
      items.push({ todo: 'submitSheets', round: todo.round, layer: todo.layer, sheets: [todo] })
    }
  }
  return items
}

export function todoLine(item: TodoItem, words: Words, t: TextFunction): TodoLine {
  switch (item.todo) {
    case 'copyInDoubt':
      return {
        key: item.todo,
        icon: 'copy',
        title: t('overview.todo.copyInDoubt'),
        why: t('overview.todo.copyInDoubtWhy'),
        href: hrefs.exchange('import'),
      }
    case 'confirmHolders':
      return {
        key: item.todo,
        icon: 'people',
        title: t('overview.todo.confirmHolders', { count: item.enrolled }),
        why: t('overview.todo.confirmHoldersWhy'),
        href: hrefs.season(),
      }
    case 'contestedSeat':
      return {
        key: `${item.todo} ${item.seat}`,
        icon: 'people',
        title: t('overview.todo.contestedSeat', { seat: words.seat(item.seat) }),
        why: t('overview.todo.contestedSeatWhy'),
        href: hrefs.repair(),
      }
    case 'settleFork':
    case 'vacantSeat':
      return {
        key: `${item.todo} ${item.seat}`,
        icon: 'people',
        title: t(`overview.todo.${item.todo}`, { seat: words.seat(item.seat) }),
        why: t(`overview.todo.${item.todo}Why`),
        href: hrefs.repair(),
      }
    case 'signAgreement':
      return {
        key: `${item.todo} ${item.agreement} ${item.seat}`,
        icon: 'sign',
        title: t('overview.todo.signAgreement', { seat: words.seat(item.seat) }),
        why: t('overview.todo.signAgreementWhy'),
        href: hrefs.agreement(item.agreement),
      }
    case 'draftAgreement':
      return {
        key: item.todo,
        icon: 'sign',
        title: t('overview.todo.draftAgreement'),
        why: t('overview.todo.draftAgreementWhy'),
        href: hrefs.agreementDraft(),
      }
    case 'submitSheets':
      return sheetsLine(item.round, item.layer, item.sheets, words, t)
    case 'planInspection':
      return {
        key: `${item.todo} ${item.round} ${item.cluster}`,
        icon: 'plan',
        title: t('overview.todo.planInspection', { round: words.round(item.round) }),
        why: t('overview.todo.planInspectionWhy', { cluster: words.cluster(item.cluster) }),
        href: hrefs.rounds(item.round, item.cluster, 'inspection'),
      }
    case 'chooseSheets':
      return {
        key: `${item.todo} ${item.round} ${item.cluster}`,
        icon: 'plan',
        title: t('overview.todo.chooseSheets', { round: words.round(item.round) }),
        why: t('overview.todo.chooseSheetsWhy', { count: item.sheets }),
        href: hrefs.rounds(item.round, item.cluster, 'close'),
      }
    case 'closeRound':
      return {
        key: `${item.todo} ${item.round} ${item.cluster}`,
        icon: 'close',
        title: t('overview.todo.closeRound', { round: words.round(item.round) }),
        why: t('overview.todo.closeRoundWhy', { cluster: words.cluster(item.cluster) }),
        href: hrefs.rounds(item.round, item.cluster, 'close'),
      }
    case 'export':
      return {
        key: item.todo,
        icon: 'send',
        title: t('overview.todo.export'),
        why: t('overview.todo.exportWhy', { count: item.records }),
        href: hrefs.exchange('export'),
      }
    default:
      return exhausted(item)
  }
}

function sheetsLine(
  round: RoundCode,
  layer: Layer,
  sheets: readonly SheetTodo[],
  words: Words,
  t: TextFunction,
): TodoLine {
  const [only] = sheets
  const layerWord = layerName(layer, words.language)
  if (sheets.length === 1 && only !== undefined) {
    return {
      key: `sheet ${round} ${layer} ${only.subject}`,
      icon: 'sheet',
      title: t('overview.todo.submitSheetOne', {
        subject: words.subject(only.subject),
        layer: layerWord,
        round: words.round(round),
      }),
      why: only.drafted ? t('overview.todo.drafted') : t('overview.todo.submitSheetWhy', { count: 1 }),
      href: hrefs.sheet(round, only.subject, layer),
    }
  }
  return {
    key: `sheets ${round} ${layer}`,
    icon: 'sheet',
    title: t('overview.todo.submitSheet', { layer: layerWord, round: words.round(round) }),
    why: t('overview.todo.submitSheetWhy', { count: sheets.length }),
    href: hrefs.sheets(round),
  }
}

/** The newest round of a place that has scores to rank by; the current one while there are none at all. */
export function rankedRound(
  rounds: readonly RoundProgress[],
  cluster: ClusterCode | null,
  counting: Layer,
): RoundCode | undefined {
  return rounds.findLast((each) => each.cluster === cluster && each.sheets[counting] > 0)?.round
}

/** The round to look at first: the first one that is not closed everywhere. */
export function currentRound(
  rounds: readonly {
    readonly round: RoundCode
    readonly cluster: ClusterCode | null
    readonly closed: boolean
  }[],
): RoundCode | undefined {
  return (rounds.find((each) => !each.closed) ?? rounds.at(-1))?.round
}
