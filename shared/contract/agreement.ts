import { z } from 'zod'
import { type AgreementDrafted, agreementScopeSchema, articleSchema } from '../domain/agreement.ts'
import { type RecordId, recordIdSchema, type Seat, seatSchema } from '../domain/ids.ts'
import { command, query } from './define.ts'
import type { Failure, WriteFailure } from './failures.ts'

export interface PartyView {
  readonly seat: Seat
  /** Name of the cluster or unit behind the seat. */
  readonly name: string
  /** The unit that holds a lead's seat, by name. */
  readonly unitName: string | null
  readonly mine: boolean
  readonly signed: {
    readonly record: RecordId
    readonly name: string
    readonly rank: string
    readonly position: string
    readonly at: string
    /** First groups of the signature, for paper. */
    readonly shortSignature: string
  } | null
}

export interface AgreementView {
  readonly record: RecordId
  readonly body: AgreementDrafted
  readonly draftedAt: string
  readonly draftedBy: string
  readonly current: boolean
  readonly parties: readonly PartyView[]
  readonly signedCount: number
}

export interface SignatoryView {
  readonly record: RecordId
  readonly name: string
  readonly rank: string
  readonly position: string
}

const draftFields = {
  scope: agreementScopeSchema,
  title: z.string().min(1).max(500),
  motto: z.string().max(500),
  parties: z.array(seatSchema).min(1),
  articles: z.array(articleSchema).min(1),
  titles: z.array(z.strictObject({ seat: seatSchema, title: z.string().min(1).max(32) })),
}
export const agreementDraftInput = z.strictObject(draftFields)
export type AgreementDraftInput = z.infer<typeof agreementDraftInput>

export const agreementCalls = {
  'agreement.list': query<
    {
      readonly agreements: readonly AgreementView[]
      /** Signatories enrolled on this machine. */
      readonly signatories: readonly SignatoryView[]
      /** What this machine may draft, filled from the preset (or the version in force); null: nothing. */
      readonly proposal: AgreementDraftInput | null
    },
    Failure<'noSeason'>
  >()('unlocked', z.strictObject({})),
  'agreement.draft': command<{ readonly record: RecordId }, WriteFailure>()('unlocked', agreementDraftInput),
  'signatory.enrol': command<{ readonly record: RecordId }, WriteFailure | Failure<'weakPassphrase'>>()(
    'unlocked',
    z.strictObject({
      name: z.string().min(1).max(200),
      rank: z.string().min(1).max(100),
      position: z.string().min(1).max(200),
      passphrase: z.string().max(200),
    }),
  ),
  /** A sign-off always asks for the signatory's own passphrase again. */
  'agreement.sign': command<
    { readonly record: RecordId },
    | WriteFailure
    | Failure<'wrongPassphrase' | 'signatoryUnknown' | 'notAParty' | 'alreadySigned' | 'agreementSuperseded'>
  >()(
    'unlocked',
    z.strictObject({
      agreement: recordIdSchema,
      seat: seatSchema,
      signatory: recordIdSchema,
      passphrase: z.string().max(200),
    }),
  ),
} as const
