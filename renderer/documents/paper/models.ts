import type { PlainDate } from '../wording/dates.ts'

/** What the building blocks of a printed page are given. Plain values, so that pages render anywhere. */
export interface DecreeHeadModel {
  readonly superior: string
  /** Printed bold, with a line of a third to a half of its length. */
  readonly issuer: string
  /** `Số: …/TB-PX03`; null: a kind of paper that carries no number. */
  readonly symbol: string | null
  readonly place: string
  readonly date: PlainDate | null
  /** Boxed `LƯU HÀNH NỘI BỘ`. The program never prints secrecy stamps. */
  readonly internal: boolean
}

/** Who signs in ink: `TM. CỤM THI ĐUA SỐ 1` over `CỤM TRƯỞNG`; rank before name. */
export interface SignatureBlockModel {
  readonly authorityLine: string | null
  readonly position: string
  readonly hint: string
  /** `Đại tá`; printed before the name. Empty with an empty name: both are written by hand. */
  readonly rank: string
  readonly name: string
}

/** How a page proves itself. */
export interface Verification {
  /** In groups. */
  readonly checkCode: string
  readonly fingerprintShort: string
  readonly qrText: string
  /** RFC 3339. */
  readonly printedAt: string
  readonly provisional: boolean
  readonly practice: boolean
}
