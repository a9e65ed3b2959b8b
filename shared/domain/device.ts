import { z } from 'zod'
import { publicKeySchema, seatSchema, signatureSchema } from './ids.ts'
import { textSchema } from './values.ts'

/** A machine taking a seat: signed by itself (the record) and by the invitation's key. */
export const deviceEnrolledSchema = z.strictObject({
  key: publicKeySchema,
  encryptionKey: publicKeySchema,
  seat: seatSchema,
  /** Public half of the invitation used; the recovery key stands in the same place. */
  invitation: publicKeySchema,
  /** By the invitation's key over `giaouoc/invite/1\0` ‖ JCS{season, seat, key, encryptionKey}. */
  invitationSignature: signatureSchema,
})
export type DeviceEnrolled = z.infer<typeof deviceEnrolledSchema>

/** A person who signs off on this machine with a key of their own, wrapped by their passphrase. */
export const signatoryEnrolledSchema = z.strictObject({
  name: textSchema,
  /** Cấp bậc, printed before the name. */
  rank: textSchema,
  position: textSchema,
  key: publicKeySchema,
})
export type SignatoryEnrolled = z.infer<typeof signatoryEnrolledSchema>
