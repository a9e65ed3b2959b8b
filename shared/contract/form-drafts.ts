import { z } from 'zod'
import { recordIdSchema, seatSchema, subjectCodeSchema } from '../domain/ids.ts'
import { integer, text } from '../domain/values.ts'
import { command, query } from './define.ts'
import type { Failure, WriteFailure } from './failures.ts'

/** A draft as it stands after a change. */
export interface DraftKept {
  readonly version: number
  readonly savedAt: string
}

/** Which version a change was made on, and by whom: every draft of this machine, of sheets and forms alike. */
export const draftBase = {
  /** The version that was on screen; 0: none has ever been kept. */
  basedOn: integer().min(0),
  /** One open form in one window, so that it is not told of its own changes. */
  writer: text(100, 1),
  /** Versions put aside that the person has chosen from. */
  settles: z.array(integer().min(1)).max(100),
}

/**
 * A text as it stands in a field, finished or not, kept letter for letter. What a record takes is checked where the
 * record is made; a draft that could be refused for one text would lose all the others.
 */
export const typedSchema = z.string()

const agreementForm = z.strictObject({
  form: z.literal('agreement'),
  title: typedSchema,
  motto: typedSchema,
  parties: z.array(seatSchema),
  articles: z.array(
    z.strictObject({
      title: typedSchema,
      targets: z.array(
        z.strictObject({
          title: typedSchema,
          unit: typedSchema,
          comparator: z.enum(['atLeast', 'atMost', 'equal']),
          value: typedSchema,
          previous: typedSchema,
        }),
      ),
    }),
  ),
})
const inspectionForm = z.strictObject({
  form: z.literal('inspection'),
  teams: z.array(
    z.strictObject({
      seats: z.array(seatSchema),
      subjects: z.array(subjectCodeSchema),
      /** Who enters a subject's sheet, where it is not the one named first. */
      enters: z.array(z.strictObject({ subject: subjectCodeSchema, seat: seatSchema })),
    }),
  ),
})
const exclusionForm = z.strictObject({
  form: z.literal('exclusion'),
  subject: subjectCodeSchema.nullable(),
  reason: typedSchema,
  from: typedSchema,
  until: typedSchema,
})
const closingForm = z.strictObject({
  form: z.literal('closing'),
  reasons: z.array(z.strictObject({ subject: subjectCodeSchema, reason: typedSchema })),
  /** Which member's sheet counts, by subject and layer. */
  choices: z.array(
    z.strictObject({
      key: typedSchema,
      counts: recordIdSchema.nullable(),
      by: z.enum(['lead', 'minutes']),
      reason: typedSchema,
    }),
  ),
  ties: z.array(
    z.strictObject({
      rank: integer().min(1),
      subjects: z.array(subjectCodeSchema),
      reason: typedSchema,
    }),
  ),
})
/** Never the passphrase: what is secret is asked for again. */
const signatoryForm = z.strictObject({
  form: z.literal('signatory'),
  name: typedSchema,
  rank: typedSchema,
  position: typedSchema,
})
/** Of an act that asks once: which act is the form's place. */
const reasonForm = z.strictObject({ form: z.literal('reason'), reason: typedSchema })

/** What is being typed into a form that ends in a record, sheets aside. */
export const formDraftSchema = z.discriminatedUnion('form', [
  agreementForm,
  inspectionForm,
  exclusionForm,
  closingForm,
  signatoryForm,
  reasonForm,
])
export type FormDraft = z.infer<typeof formDraftSchema>
export type FormName = FormDraft['form']
export type FormDraftOf<Name extends FormName> = Extract<FormDraft, { readonly form: Name }>

export interface FormDraftName {
  readonly form: FormName
  /** Which of several such forms: a scope, a round and cluster. Empty: there is one. */
  readonly place: string
}

export interface FormDraftView {
  /** Grows with every change; 0: nothing was ever kept. */
  readonly version: number
  readonly draft: { readonly content: FormDraft; readonly savedAt: string } | null
  /** What other windows wrote on an older version: kept until the person has chosen. */
  readonly aside: readonly {
    readonly content: FormDraft
    readonly version: number
    readonly savedAt: string
  }[]
}

const formName = {
  form: z.enum(['agreement', 'inspection', 'exclusion', 'closing', 'signatory', 'reason']),
  place: text(100),
}

export const formDraftCalls = {
  'forms.open': query<FormDraftView, Failure<'noSeason'>>()('unlocked', z.strictObject(formName)),
  'forms.save': command<DraftKept, WriteFailure | Failure<'draftChanged'>>()(
    'unlocked',
    z.strictObject({ place: formName.place, content: formDraftSchema, ...draftBase }),
    ['forms.open'],
  ),
  'forms.discard': command<null, WriteFailure | Failure<'draftChanged'>>()(
    'unlocked',
    z.strictObject({ ...formName, basedOn: draftBase.basedOn }),
    ['forms.open'],
  ),
} as const
