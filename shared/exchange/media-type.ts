/** What may travel beside records: scans and pictures, told by their first bytes, never by a name. */
export const mediaTypes = ['application/pdf', 'image/png', 'image/jpeg'] as const
export type MediaType = (typeof mediaTypes)[number]

const openings: readonly { readonly type: MediaType; readonly bytes: readonly number[] }[] = [
  { type: 'application/pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
]

/** The allowed type these bytes begin as; null: none of them. */
export function mediaTypeOf(bytes: Uint8Array): MediaType | null {
  const found = openings.find((opening) => opening.bytes.every((byte, index) => bytes[index] === byte))
  return found?.type ?? null
}
