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
 * What all bundles of one import may hold together that were made by devices which no invitation known here introduces:
 * read and verified within two seconds on a slow machine. More is read when the season's own records have said who
 * they are. Values are counted as in `jsonExcess`.
 */
export const strangerLimits = { bytes: 4 * mebibyte, records: 2000, values: 400_000 } as const

/**
 * What is read to learn who made the bundles of one import, shared by them; a bundle may always use `leastBytes`.
 * Enrolments take some 1200 bytes.
 */
export const introductionLimits = { bytes: mebibyte, leastBytes: 8192, recordBytes: 4096 } as const
