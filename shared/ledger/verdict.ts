import type { DeviceId, RecordId, Seat, SubjectCode } from '../domain/ids.ts'

/** What a waiting record waits for: something it names that is not held, or not valid yet. */
export type WaitingFor =
  | { readonly what: 'feed'; readonly author: DeviceId; readonly seq: number }
  /** Its author is a stranger: a season record that invites this device, or its own enrolment, is not held. */
  | { readonly what: 'introduction'; readonly author: DeviceId }
  | {
      readonly what: 'record'
      readonly id: RecordId
      readonly role:
        | 'prev'
        | 'basis'
        | 'season'
        | 'scale'
        | 'assignments'
        | 'plan'
        | 'replaces'
        | 'agreement'
        | 'signatory'
        | 'closed'
        /** The closing that a reopening lifts, and the reopening after which a round is closed again. */
        | 'closing'
        | 'reopening'
        /** The record at which a cut ends a feed: until it is held nobody knows what lies before it. */
        | 'cut'
    }

export type QuarantineReason =
  | { readonly reason: 'notOwner'; readonly seats: readonly Seat[] }
  | { readonly reason: 'seatContested'; readonly seat: Seat }
  | { readonly reason: 'beyondCut'; readonly seat: Seat; readonly seq: number }
  | { readonly reason: 'invitationUnknown' }
  | { readonly reason: 'invitationSignature' }
  | { readonly reason: 'unsafeKey' }
  | { readonly reason: 'keyMismatch' }
  | { readonly reason: 'notParty'; readonly seat: Seat }
  | { readonly reason: 'signoffSignature' }
  | { readonly reason: 'notInPlan' }
  /** A plan in which a team would inspect its own unit. */
  | { readonly reason: 'ownUnit'; readonly seat: Seat; readonly subject: SubjectCode }
  | { readonly reason: 'alreadyClosed'; readonly closing: RecordId }
  | { readonly reason: 'basisWentBack' }
  | { readonly reason: 'unknownPlace'; readonly field: string }
  | { readonly reason: 'notSuccessor' }
  | { readonly reason: 'recoveryWon'; readonly by: RecordId }
  /**
   * More than one author may write, counted along its own feed; or branches of a feed and devices of an invitation
   * beyond those that are kept, chosen by their ids.
   */
  | {
      readonly reason: 'tooMany'
      readonly what:
        | 'recordsOfAuthor'
        | 'sheetsOfRound'
        | 'closingsOfRound'
        | 'branchesOfFeed'
        | 'devicesOfInvitation'
      readonly most: number
    }

/** How one held record stands in the set of all records held. A function of the set alone, never of order or time. */
export type Verdict =
  | { readonly status: 'valid' }
  | { readonly status: 'waiting'; readonly for: readonly WaitingFor[] }
  | { readonly status: 'quarantined'; readonly why: QuarantineReason }
  /** At or after the first of two different records with one number; `at` is that number. */
  | { readonly status: 'fork'; readonly author: DeviceId; readonly at: number }
  /** The body was not given to this seat: the chain holds, the content is unknown. */
  | { readonly status: 'withheld' }
  /** "Cần phiên bản mới": verified and kept, not projected. */
  | { readonly status: 'unknownKind' }
