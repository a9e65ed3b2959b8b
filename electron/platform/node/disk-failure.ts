/** What an errno means to people. `gone`: the drive or folder is not there (any more). */
export type DiskFailure = 'full' | 'readOnly' | 'gone' | 'tooLarge' | 'device'

const failureByErrno: { readonly [errno: string]: DiskFailure } = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EROFS: 'readOnly',
  EACCES: 'readOnly',
  EPERM: 'readOnly',
  ENOENT: 'gone',
  ENOTDIR: 'gone',
  ENODEV: 'gone',
  ENXIO: 'gone',
  ESTALE: 'gone',
  ENOTCONN: 'gone',
  ENOMEDIUM: 'gone',
  EFBIG: 'tooLarge',
}

/** Null: not a failure of the file system at all, but a defect. */
export function diskFailureOf(thrown: unknown): DiskFailure | null {
  const errno = errnoOf(thrown)
  return errno === null ? null : (failureByErrno[errno] ?? 'device')
}

/** `ENOENT` and the like. */
export function errnoOf(thrown: unknown): string | null {
  if (!(thrown instanceof Error) || !('code' in thrown) || !('syscall' in thrown)) return null
  return typeof thrown.code === 'string' ? thrown.code : null
}
