import {
  type AgreementDrafted,
  type AgreementSigned,
  agreementDraftedSchema,
  agreementSignedSchema,
} from '../domain/agreement.ts'
import {
  type AssignmentsPublished,
  assignmentsPublishedSchema,
  type ScalePublished,
  scalePublishedSchema,
} from '../domain/assignment.ts'
import {
  type DeviceEnrolled,
  deviceEnrolledSchema,
  type SignatoryEnrolled,
  signatoryEnrolledSchema,
} from '../domain/device.ts'
import {
  type ExclusionRecorded,
  exclusionRecordedSchema,
  type InspectionPlanned,
  inspectionPlannedSchema,
  type RoundClosed,
  type RoundReopened,
  roundClosedSchema,
  roundReopenedSchema,
} from '../domain/round.ts'
import {
  type SeasonFounded,
  type SeasonRevised,
  seasonFoundedSchema,
  seasonRevisedSchema,
} from '../domain/season.ts'
import { type SheetSubmitted, sheetSubmittedSchema } from '../domain/sheet.ts'

/** Every kind of record this version reads and writes, with the shape of its body beside `salt`. */
export interface BodyByKind {
  readonly 'season.founded/1': SeasonFounded
  readonly 'season.revised/1': SeasonRevised
  readonly 'device.enrolled/1': DeviceEnrolled
  readonly 'signatory.enrolled/1': SignatoryEnrolled
  readonly 'scale.published/1': ScalePublished
  readonly 'assignments.published/1': AssignmentsPublished
  readonly 'agreement.drafted/1': AgreementDrafted
  readonly 'agreement.signed/1': AgreementSigned
  readonly 'inspection.planned/1': InspectionPlanned
  readonly 'sheet.submitted/1': SheetSubmitted
  readonly 'exclusion.recorded/1': ExclusionRecorded
  readonly 'round.closed/1': RoundClosed
  readonly 'round.reopened/1': RoundReopened
}
export type RecordKind = keyof BodyByKind

/** Strict shapes; the codec adds the salt. Kinds reserved for later are unknown here on purpose. */
export const bodySchemas = {
  'season.founded/1': seasonFoundedSchema,
  'season.revised/1': seasonRevisedSchema,
  'device.enrolled/1': deviceEnrolledSchema,
  'signatory.enrolled/1': signatoryEnrolledSchema,
  'scale.published/1': scalePublishedSchema,
  'assignments.published/1': assignmentsPublishedSchema,
  'agreement.drafted/1': agreementDraftedSchema,
  'agreement.signed/1': agreementSignedSchema,
  'inspection.planned/1': inspectionPlannedSchema,
  'sheet.submitted/1': sheetSubmittedSchema,
  'exclusion.recorded/1': exclusionRecordedSchema,
  'round.closed/1': roundClosedSchema,
  'round.reopened/1': roundReopenedSchema,
} as const

export function isKnownKind(kind: string): kind is RecordKind {
  return Object.hasOwn(bodySchemas, kind)
}
