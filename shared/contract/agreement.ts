import { z } from 'zod'
import { type AgreementDrafted, agreementDraftedSchema } from '../domain/agreement.ts'
import { type RecordId, recordIdSchema, type Seat, seatSchema } from '../domain/ids.ts'
import { text } from '../domain/values.ts'
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

export const agreementDraftInput = agreementDraftedSchema
  .omit({ replaces: true })
  .extend({ title: text(500, 1), motto: text(500) })
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
      name: text(200, 1),
      rank: text(100, 1),
      position: text(200, 1),
      passphrase: z.string().max(200),
    }),
  ),
  /** A sign-off always asks for the signatory's own passphrase again. */
  'agreement.sign': command<
    { readonly record: RecordId },
    | WriteFailure
    | Failure<
        | 'wrongPassphrase'
        | 'passphrasePause'
        | 'signatoryUnknown'
        | 'notAParty'
        | 'alreadySigned'
        | 'agreementSuperseded'
      >
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
