import { createHmac } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { type DeviceId, deviceIdSchema, recordIdSchema } from '../../../shared/domain/ids.ts'
import { utf8Bytes } from '../../../shared/kernel/bytes.ts'
import type { RandomSource } from '../../../shared/kernel/ports.ts'
import type { CopyDoubt, HeadPlace, UnkeptNote } from '../../../shared/ledger/copy-doubt.ts'
import type { SeasonPlace } from '../../services/ports.ts'
import { errnoOf } from './disk-failure.ts'
import { writeDurably } from './durable-file.ts'
import { doubtBetween, type FolderPlace, folderPlaceSchema } from './folder-place.ts'
import { seal, unseal } from './sealed-bytes.ts'

type OwnHeadKeeper = SeasonPlace['ownHead']
type FeedEnd = Parameters<OwnHeadKeeper['settle']>[1]

export interface OwnHeadFiles {
  /** In the data folder: comes back with it when an older copy of the folder is put back. */
  readonly inFolder: string
  /** Outside of it, in the person's own profile on this computer: stays as it was. */
  readonly stateFolder: string
  /** 32 bytes of this season on this machine: only the machine itself can say how far it has written. */
  readonly key: Uint8Array
  readonly random: RandomSource
  /** Where the data folder lies now. */
  placeNow(): FolderPlace
}

/**
 * The two notes of how far this machine has written, sealed. The outer one is read again before every write: a copy
 * of this folder on the same computer notes there, too. The inner one is only ever changed by whoever holds the
 * folder's lock, and also says where the folder lies and whether the outer one could be made.
 */
export function ownHeadFiles(files: OwnHeadFiles): OwnHeadKeeper {
  const { key } = files
  const outside = join(files.stateFolder, `${codeOf(key)}.sealed`)
  const readInner = () => readNote(files.inFolder, key, 'folder', innerSchema)
  const readOuter = () => readNote(outside, key, 'computer', outerSchema)
  let inner: Note<Inner> | null = null
  let found: readonly CopyDoubt[] | null = null
  let unkept: readonly UnkeptNote[] = []

  const innerNow = (): Note<Inner> => {
    inner ??= readInner()
    return inner
  }
  const look = (device: DeviceId): readonly CopyDoubt[] => {
    const note = innerNow()
    const outer = readOuter()
    const moved = note.state === 'whole' ? doubtBetween(note.content.place, files.placeNow()) : null
    // On another computer there cannot be one; and where it could not be made, a warning says so (`unkept`).
    const outerExpected = note.state === 'whole' && note.content.anchored && moved?.doubt !== 'otherComputer'
    return [
      ...noteDoubts('folder', files.inFolder, note, device, true),
      ...(moved === null ? [] : [moved]),
      ...noteDoubts('computer', outside, outer, device, outerExpected),
    ]
  }
  const doubts = (device: DeviceId): readonly CopyDoubt[] => {
    found ??= look(device)
    return found
  }
  const write = (device: DeviceId, { seq, id }: FeedEnd): boolean => {
    const sealed = (where: HeadPlace, content: Inner | Outer): Uint8Array =>
      seal(key, utf8Bytes(JSON.stringify(content)), contextOf(where), files.random)
    // The outer one first: whatever the inner one promises must be there.
    const anchored = wrote(() => {
      mkdirSync(dirname(outside), { recursive: true, mode: 0o700 })
      writeDurably(outside, sealed('computer', { device, seq, id }))
    })
    const content: Inner = { device, seq, id, anchored, place: files.placeNow() }
    const kept = wrote(() => writeDurably(files.inFolder, sealed('folder', content)))
    if (kept) inner = { state: 'whole', content }
    unkept = [
      ...(kept ? [] : [{ where: 'folder', file: files.inFolder } as const]),
      ...(anchored ? [] : [{ where: 'computer', file: outside } as const]),
    ]
    return kept
  }
  const ends = (device: DeviceId): ReturnType<OwnHeadKeeper['ends']> => [
    ...endIn('folder', innerNow(), device),
    ...endIn('computer', readOuter(), device),
  ]
  return {
    doubts,
    ends,
    remember(device, end) {
      if (doubts(device).length > 0) return
      const noted = ends(device)
      // What another copy has noted meanwhile is never written over.
      if (noted.some((each) => each.end.seq >= end.seq && each.end.id !== end.id)) return
      if (noted.length < 2 || noted.some((each) => each.end.seq < end.seq)) write(device, end)
      else unkept = []
    },
    settle(device, end) {
      const kept = write(device, end)
      if (kept) found = []
      return kept
    },
    unkept: () => unkept,
  }
}

const outerSchema = z.strictObject({ device: deviceIdSchema, seq: z.int().min(1), id: recordIdSchema })
const innerSchema = z.strictObject({ ...outerSchema.shape, anchored: z.boolean(), place: folderPlaceSchema })
type Outer = z.infer<typeof outerSchema>
type Inner = z.infer<typeof innerSchema>

type Note<Content> =
  | { readonly state: 'whole'; readonly content: Content }
  | { readonly state: 'missing' }
  /** It does not authenticate. */
  | { readonly state: 'damaged' }
  /** The disk does not give it. */
  | { readonly state: 'unreadable' }

function readNote<Content>(
  file: string,
  key: Uint8Array,
  where: HeadPlace,
  schema: z.ZodType<Content>,
): Note<Content> {
  try {
    const plain = unseal(key, new Uint8Array(readFileSync(file)), contextOf(where))
    if (plain === null) return { state: 'damaged' }
    return { state: 'whole', content: schema.parse(JSON.parse(new TextDecoder().decode(plain))) }
  } catch (thrown) {
    const errno = errnoOf(thrown)
    if (errno === null) return { state: 'damaged' }
    return { state: errno === 'ENOENT' ? 'missing' : 'unreadable' }
  }
}

function noteDoubts(
  where: HeadPlace,
  file: string,
  note: Note<Outer>,
  device: DeviceId,
  expected: boolean,
): readonly CopyDoubt[] {
  switch (note.state) {
    case 'damaged':
      return expected ? [{ doubt: 'headDamaged', where, file }] : []
    case 'unreadable':
      return expected ? [{ doubt: 'headUnreadable', where, file }] : []
    case 'missing':
      return expected ? [{ doubt: 'headMissing', where, file }] : []
    case 'whole':
      return note.content.device === device ? [] : [{ doubt: 'headMissing', where, file }]
  }
}

function endIn(where: HeadPlace, note: Note<Outer>, device: DeviceId): ReturnType<OwnHeadKeeper['ends']> {
  if (note.state !== 'whole' || note.content.device !== device) return []
  return [{ where, end: { seq: note.content.seq, id: note.content.id } }]
}

/** Names the outer note by the key, so that copies of one folder meet at it and nobody can read whose it is. */
function codeOf(key: Uint8Array): string {
  return createHmac('sha256', key).update('giaouoc/own-head/1 name').digest('hex').slice(0, 32)
}

function contextOf(where: HeadPlace): Uint8Array {
  return utf8Bytes(`giaouoc/own-head/1 ${where}`)
}

/** A disk that does not take a note is named by `unkept`; the act that was noted is done already. */
function wrote(write: () => void): boolean {
  try {
    write()
    return true
  } catch {
    return false
  }
}
