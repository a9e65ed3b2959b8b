const mebibyte = 1024 * 1024

/** What a bundle may ask of a machine, checked before anything is allocated. Source: ledger-and-bundles, "Bundle file". */
export const bundleLimits = {
  fileBytes: 1024 * mebibyte,
  headerBytes: 8 * mebibyte,
  records: 200_000,
  attachments: 2000,
  attachmentBytes: 25 * mebibyte,
} as const

/**
 * What a bundle may hold that was made by a device which no invitation known here introduces: verified within two
 * seconds on a slow machine. More is read when the season's own records have said who that device is.
 */
export const strangerLimits = { bytes: 16 * mebibyte, records: 4000 } as const
