import { z } from 'zod'
import type { Brand } from '../kernel/brand.ts'
import { text } from './values.ts'

/** Identifiers as they stand in records. All hex is lower case. */
export type SeasonId = Brand<string, 'SeasonId'>
export type RecordId = Brand<string, 'RecordId'>
export type DeviceId = Brand<string, 'DeviceId'>
/** A raw 32-byte public key in hex: Ed25519, or X25519 where named `encryptionKey`. */
export type PublicKeyHex = Brand<string, 'PublicKeyHex'>
export type SignatureHex = Brand<string, 'SignatureHex'>
export type Sha256Hex = Brand<string, 'Sha256Hex'>
export type ClusterCode = Brand<string, 'ClusterCode'>
export type UnitCode = Brand<string, 'UnitCode'>
export type RoundCode = Brand<string, 'RoundCode'>
export type CriterionCode = Brand<string, 'CriterionCode'>
/** What is scored: a unit's code within a cluster, a cluster's code between clusters. */
export type SubjectCode = Brand<string, 'SubjectCode'>
/** `authority`, `lead:<cluster>` or `unit:<code>`: a role held for the authority, a cluster or a unit. */
export type Seat = Brand<string, 'Seat'>

function hex<Branded extends string>(bytes: number): z.ZodType<Branded> {
  return z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`)) as unknown as z.ZodType<Branded> // the pattern is the brand's meaning
}

function code<Branded extends string>(pattern: RegExp): z.ZodType<Branded> {
  return z.string().regex(pattern) as unknown as z.ZodType<Branded> // the pattern is the brand's meaning
}

export const seasonIdSchema = hex<SeasonId>(32)
export const recordIdSchema = hex<RecordId>(32)
export const deviceIdSchema = hex<DeviceId>(16)
export const publicKeySchema = hex<PublicKeyHex>(32)
export const signatureSchema = hex<SignatureHex>(64)
export const sha256Schema = hex<Sha256Hex>(32)

/** Codes of clusters, units and rounds are plain data, but safe in seats, file names and table cells. */
const plainCode = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/
export const clusterCodeSchema = code<ClusterCode>(plainCode)
export const unitCodeSchema = code<UnitCode>(plainCode)
export const roundCodeSchema = code<RoundCode>(plainCode)
export const subjectCodeSchema = code<SubjectCode>(plainCode)
/** Criteria carry whatever the scale prints, such as `2.a)` or `38a`. */
export const criterionCodeSchema = text(32, 1).pipe(
  z.string().regex(/^[^\s;=!"][^;=!"\n\t]{0,31}$/),
) as unknown as z.ZodType<CriterionCode> // the pattern is the brand's meaning
export const seatSchema = code<Seat>(/^(authority|(lead|unit):[A-Za-z0-9][A-Za-z0-9._-]{0,31})$/)

export const authoritySeat = 'authority' as Seat
export function leadSeat(cluster: ClusterCode): Seat {
  return `lead:${cluster}` as Seat
}
export function unitSeat(unit: UnitCode): Seat {
  return `unit:${unit}` as Seat
}

export type SeatParts =
  | { readonly role: 'authority' }
  | { readonly role: 'lead'; readonly cluster: ClusterCode }
  | { readonly role: 'unit'; readonly unit: UnitCode }

/** Takes a seat apart. `seat` has passed its schema, so the role is one of three. */
export function seatParts(seat: Seat): SeatParts {
  if (seat === 'authority') return { role: 'authority' }
  return seat.startsWith('lead:')
    ? { role: 'lead', cluster: seat.slice(5) as ClusterCode }
    : { role: 'unit', unit: seat.slice(5) as UnitCode }
}
