import type { FileHandle } from '../../../shared/contract/files.ts'

/** A file or folder of the host, by ticket and name. */
export interface ChosenFile {
  readonly handle: FileHandle
  readonly label: string
}
