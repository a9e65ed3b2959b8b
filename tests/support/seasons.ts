import { receive, send } from '../../electron/services/practice/carry.ts'
import { type PlayedSeason, playBeginning } from '../../electron/services/practice/founding-case.ts'
import type {
  ClusterCode,
  CriterionCode,
  RecordId,
  RoundCode,
  Seat,
  SubjectCode,
} from '../../shared/domain/ids.ts'
import type { Entry, Layer } from '../../shared/domain/sheet.ts'
import { emptyEntry } from '../../shared/domain/sheet.ts'
import { smallPreset } from './small-preset.ts'
import type { TestMachine, World } from './world.ts'

/** Codes are plain text; tests write them as such. */
export const code = {
  round: (text: string): RoundCode => text as RoundCode,
  subject: (text: string): SubjectCode => text as SubjectCode,
  seat: (text: string): Seat => text as Seat,
  cluster: (text: string): ClusterCode => text as ClusterCode,
  criterion: (text: string): CriterionCode => text as CriterionCode,
  record: (text: string): RecordId => text as RecordId,
}

/** The small season: founded, joined by all, agreement signed, holders listed. */
export function foundSmallSeason(world: World): Promise<PlayedSeason> {
  return playBeginning(world, { preset: smallPreset.id, year: 2026, name: 'Năm thi đua thử' })
}

/** A whole sheet on the small scale: typed points, a result in percent, passed or not, late reports. */
export function smallEntries(points: number, result: string, passed = '1', late = 0): Entry[] {
  return [
    { ...emptyEntry(code.criterion('1')), points },
    { ...emptyEntry(code.criterion('2')), result },
    { ...emptyEntry(code.criterion('3')), result: passed },
    { ...emptyEntry(code.criterion('4')), counts: late > 0 ? [{ code: 'a', count: late }] : [] },
  ]
}

/** Names a sheet of the first round. */
export function sheetKey(
  subject: string,
  layer: Layer = 'self',
  round = 'Q1',
): { readonly round: RoundCode; readonly subject: SubjectCode; readonly layer: Layer } {
  return { round: code.round(round), subject: code.subject(subject), layer }
}

/** Submits a sheet from the machine of a seat. */
export async function submit(
  world: World,
  seat: string,
  key: ReturnType<typeof sheetKey>,
  entries: Entry[],
): Promise<RecordId> {
  return (await world.at(seat).call('sheets.submit', { ...key, entries, note: '' })).record
}

/** Keeps a draft the way a window does that has just opened the sheet; gives its version. */
export async function keepDraft(
  machine: Pick<TestMachine, 'call'>,
  key: ReturnType<typeof sheetKey>,
  content: { readonly entries: Entry[]; readonly note: string },
  writer = 'window',
): Promise<number> {
  const { draftVersion, scaleRecord } = await machine.call('sheets.open', key)
  const kept = await machine.call('sheets.saveDraft', {
    ...key,
    ...content,
    unread: [],
    leftOut: [],
    scale: scaleRecord,
    basedOn: draftVersion,
    writer,
    settles: [],
  })
  return kept.version
}

/** Carries everything new from one seat's machine to another's; gives how many records were stored there. */
export async function carry(world: World, from: string, to: string): Promise<number> {
  const path = await send(world, code.seat(from), [code.seat(to)], 'full')
  return receive(world.at(to), [path])
}
