import { z } from 'zod'
import { text } from '../domain/values.ts'
import type { Brand } from '../kernel/brand.ts'
import { command, query } from './define.ts'
import type { Failure, TargetFailure } from './failures.ts'

/** An opaque ticket for a file or folder. The screen never sees a path. */
export type FileHandle = Brand<string, 'FileHandle'>
export const fileHandleSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/) as unknown as z.ZodType<FileHandle> // the pattern is the brand's meaning

export interface Place {
  readonly handle: FileHandle
  readonly label: string
  readonly kind: 'removable' | 'folder'
  readonly freeBytes: number | null
}

export interface FolderListing {
  readonly handle: FileHandle
  readonly label: string
  readonly parent: FileHandle | null
  /** Folders first, then bundles, newest first; other files are not shown. */
  readonly entries: readonly {
    readonly handle: FileHandle
    readonly name: string
    readonly kind: 'folder' | 'bundle'
    readonly bytes: number
    readonly modifiedAt: string
  }[]
}

export interface SavedFile {
  readonly name: string
  /** The name it was to have, where other content stands under that one and was left alone. Null: it has it. */
  readonly nameTaken: string | null
}

export const fileCalls = {
  /** Drives that can be taken away first, then the usual folders. */
  'files.places': query<readonly Place[]>()('readingFiles', z.strictObject({})),
  'files.browse': query<FolderListing, Failure<'fileGone'>>()(
    'readingFiles',
    z.strictObject({ folder: fileHandleSchema }),
  ),
  /** Only where `host.info` says the chooser is native; null: the person cancelled. */
  'files.choose': command<readonly Place[] | null, Failure<'notAvailableHere'>>()(
    'readingFiles',
    z.strictObject({ what: z.enum(['folder', 'bundles']) }),
    [],
  ),
  /** A bundle dropped onto the window: its bytes become a file of the host. Base64. */
  'files.receive': command<{ readonly handle: FileHandle }, Failure<'fileTooLarge' | 'storeFailed'>>()(
    'readingFiles',
    z.strictObject({ name: text(300, 1), base64: z.string().max(48 * 1024 * 1024) }),
    [],
  ),
  /** Writes a slip as a text file, safely: on the disk and read again before it counts as kept. */
  'files.saveText': command<SavedFile, TargetFailure | Failure<'fileGone'>>()(
    'keepingSlip',
    z.strictObject({
      folder: fileHandleSchema,
      name: text(120, 1),
      text: text(20_000),
    }),
    ['files.browse'],
  ),
  /** Saves the document that is on screen as a PDF. Only where `host.info` says the host prints. */
  'documents.savePdf': command<SavedFile, TargetFailure | Failure<'notAvailableHere' | 'fileGone'>>()(
    'unlocked',
    z.strictObject({ folder: fileHandleSchema, name: text(120, 1) }),
    ['files.browse'],
  ),
  'documents.print': command<null, Failure<'notAvailableHere'>>()('unlocked', z.strictObject({}), []),
} as const
