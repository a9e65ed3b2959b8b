import type { ProvisionalReason, StandingRow } from '../contract/rounds.ts'
import {
  type ClusterCode,
  type CriterionCode,
  type RoundCode,
  type Seat,
  type SubjectCode,
  seatParts,
} from '../domain/ids.ts'
import { criterionOf, type Scale } from '../domain/scale.ts'
import type { CountingLayer, CrossEntry, Season } from '../domain/season.ts'
import type { Layer } from '../domain/sheet.ts'
import type { ImportClass } from '../exchange/import-preview.ts'
import type { RecordKind } from '../ledger/kinds.ts'
import { isKnownKind } from '../ledger/kinds.ts'

/** The words of the product, once, for screens, command line and documents. Vietnamese first. */
export type Language = 'vi' | 'en'

/** One text in both languages. */
export interface Bilingual {
  readonly vi: string
  readonly en: string
}

/** How a sentence calls the things it is about. Made from a season with `namesOf`; codes where there is none. */
export interface Names {
  seat(seat: Seat): string
  subject(subject: SubjectCode): string
  round(round: RoundCode): string
  /** `38a. Title`, cut short; the code alone where the scale is not known. */
  criterion(criterion: CriterionCode): string
}

const layerWords: { readonly [Each in Layer]: Bilingual } = {
  self: { vi: 'Tự chấm', en: 'Self' },
  cross: { vi: 'Kiểm tra chéo', en: 'Cross-inspection' },
  appraisal: { vi: 'Thẩm định', en: 'Appraisal' },
  review: { vi: 'Phúc tra', en: 'Review' },
}

export function layerName(layer: Layer, language: Language): string {
  return layerWords[layer][language]
}

const countingLayerWords: { readonly [Each in CountingLayer]: Bilingual } = {
  appraisal: { vi: 'Thẩm định (phúc tra thay từng mục)', en: 'Appraisal (review replaces item by item)' },
  cross: { vi: 'Kiểm tra chéo', en: 'Cross-inspection' },
  agreedInMinutes: { vi: 'Điểm thống nhất trong biên bản', en: 'Points agreed in the minutes' },
  maxOfAppraisalAndReview: {
    vi: 'Điểm cao hơn giữa thẩm định và phúc tra',
    en: 'The higher of appraisal and review',
  },
}

export function countingLayerName(layer: CountingLayer, language: Language): string {
  return countingLayerWords[layer][language]
}

const crossEntryWords: { readonly [Each in CrossEntry]: Bilingual } = {
  oneSeat: {
    vi: 'Mỗi phiếu do một thành viên tổ kiểm tra nhập',
    en: 'One member of the team enters each sheet',
  },
  allMembers: {
    vi: 'Mọi thành viên tổ kiểm tra đều nhập; khác nhau thì người chốt chọn phiếu được tính',
    en: 'Every member enters its own; where they differ, whoever closes chooses the sheet that counts',
  },
}

/** Who of an inspecting team enters its sheet. */
export function crossEntryName(crossEntry: CrossEntry, language: Language): string {
  return crossEntryWords[crossEntry][language]
}

const kindWords: { readonly [Each in RecordKind]: Bilingual } = {
  'season.founded/1': { vi: 'Lập năm thi đua', en: 'Season founded' },
  'season.revised/1': { vi: 'Điều chỉnh năm thi đua', en: 'Season revised' },
  'device.enrolled/1': { vi: 'Máy tham gia', en: 'Machine enrolled' },
  'signatory.enrolled/1': { vi: 'Đăng ký người ký', en: 'Signatory enrolled' },
  'scale.published/1': { vi: 'Ban hành thang bảng điểm', en: 'Scale published' },
  'assignments.published/1': { vi: 'Giao chỉ tiêu', en: 'Assignments published' },
  'agreement.drafted/1': { vi: 'Dự thảo giao ước', en: 'Agreement drafted' },
  'agreement.signed/1': { vi: 'Ký giao ước', en: 'Agreement signed' },
  'inspection.planned/1': { vi: 'Phân công kiểm tra chéo', en: 'Inspection planned' },
  'sheet.submitted/1': { vi: 'Nộp phiếu chấm điểm', en: 'Sheet submitted' },
  'exclusion.recorded/1': { vi: 'Không xếp loại', en: 'Exclusion recorded' },
  'round.closed/1': { vi: 'Chốt đợt', en: 'Round closed' },
  'round.reopened/1': { vi: 'Mở lại đợt', en: 'Round reopened' },
}

/** A record's kind in words; a kind of a later version is shown as such, with its code. */
export function kindName(kind: string, language: Language): string {
  if (isKnownKind(kind)) return kindWords[kind][language]
  return language === 'vi' ? `${kind} (cần phiên bản mới)` : `${kind} (needs a newer version)`
}

const importClassWords: { readonly [Each in ImportClass]: Bilingual } = {
  present: { vi: 'Đã có', en: 'Already here' },
  heals: { vi: 'Chữa bản ghi bị hỏng trên máy này', en: 'Heals a damaged record of this machine' },
  foreignSeason: { vi: 'Của năm thi đua khác', en: 'Of another season' },
  fork: { vi: 'Trùng số, khác nội dung', en: 'Same number, different content' },
  quarantined: { vi: 'Cách ly', en: 'Quarantined' },
  waiting: { vi: 'Chờ dữ liệu còn thiếu', en: 'Waiting for missing data' },
  setAside: { vi: 'Đang để riêng', en: 'Set aside' },
  adoptsOwn: { vi: 'Dữ liệu của chính máy này trở về', en: "This machine's own records coming home" },
  withdraws: { vi: 'Rút lại', en: 'Withdraws' },
  supersedes: { vi: 'Thay bản trước', en: 'Replaces an earlier one' },
  stale: { vi: 'Cũ hơn bản đang có', en: 'Older than what is here' },
  notCounted: { vi: 'Được giữ, không tính', en: 'Kept, not counted' },
  beside: { vi: 'Mới, đứng cạnh bản của thành viên khác', en: "New, beside another member's" },
  new: { vi: 'Mới', en: 'New' },
}

export function importClassName(importClass: ImportClass, language: Language): string {
  return importClassWords[importClass][language]
}

const statusWords: { readonly [Each in StandingRow['status']]: Bilingual } = {
  ranked: { vi: 'Được xếp hạng', en: 'Ranked' },
  incomplete: { vi: 'Chưa đủ điểm', en: 'Incomplete' },
  excluded: { vi: 'Không xếp loại', en: 'Excluded' },
  notRanked: { vi: 'Không có chỉ tiêu được giao', en: 'Nothing assigned' },
}

export function standingStatusName(status: StandingRow['status'], language: Language): string {
  return statusWords[status][language]
}

const provisionalWords: { readonly [Each in ProvisionalReason]: Bilingual } = {
  notClosed: { vi: 'đợt chưa chốt', en: 'the round is not closed' },
  reopened: { vi: 'đợt đã được mở lại', en: 'the round was reopened' },
  incomplete: { vi: 'còn thiếu điểm ở lớp được tính', en: 'scores of the counting layer are missing' },
  withheld: {
    vi: 'có nội dung không được gửi cho máy này',
    en: 'some content was not given to this machine',
  },
  unknownKind: {
    vi: 'có dữ liệu cần phiên bản phần mềm mới hơn',
    en: 'some records need a newer version of the program',
  },
  waiting: { vi: 'có dữ liệu đang chờ phần còn thiếu', en: 'some records wait for missing ones' },
  oldScale: { vi: 'có phiếu chấm theo thang điểm cũ', en: 'some sheets were made on an old scale' },
  membersDiffer: {
    vi: 'thành viên tổ kiểm tra chấm khác nhau, chưa chọn phiếu được tính',
    en: 'members of an inspecting team differ and no sheet is chosen yet',
  },
}

/** Why a table is still "tạm tính", as the end of a sentence. */
export function provisionalReasonName(reason: ProvisionalReason, language: Language): string {
  return provisionalWords[reason][language]
}

/** A seat as people call it: the standing office, the lead of a cluster, a unit by name. */
export function seatName(seat: Seat, season: Season | null, language: Language): string {
  const parts = seatParts(seat)
  switch (parts.role) {
    case 'authority': {
      const word = language === 'vi' ? 'Cơ quan thường trực' : 'Standing office'
      return season === null ? word : `${word} (${season.authority.standingOffice})`
    }
    case 'lead': {
      const word = language === 'vi' ? 'Cụm trưởng' : 'Lead of'
      return `${word} ${clusterName(parts.cluster, season, language)}`
    }
    case 'unit':
      return unitName(parts.unit, season)
  }
}

/** The cluster's own name; null is the place where the clusters compete among themselves. */
export function clusterName(cluster: ClusterCode | null, season: Season | null, language: Language): string {
  if (cluster === null) return language === 'vi' ? 'Giữa các cụm' : 'Between the clusters'
  const found = season?.clusters.find((each) => each.code === cluster)
  return found?.name ?? (language === 'vi' ? `Cụm ${cluster}` : `Cluster ${cluster}`)
}

/** A unit's name, or its code where the season does not know it. */
export function unitName(unit: string, season: Season | null): string {
  return season?.units.find((each) => each.code === unit)?.name ?? unit
}

/** What is scored: a unit within a cluster, a cluster between clusters. */
export function subjectName(subject: SubjectCode, season: Season | null): string {
  const unit = season?.units.find((each) => each.code === (subject as string))
  if (unit !== undefined) return unit.name
  return season?.clusters.find((each) => each.code === (subject as string))?.name ?? subject
}

export function roundName(round: RoundCode, season: Season | null): string {
  return season?.rounds.find((each) => each.code === round)?.name ?? round
}

/** `12. Phát hiện, xử lý tội phạm…`: the code and enough of the title to recognise it. */
function criterionName(criterion: CriterionCode, scale: Scale | null): string {
  const title = scale === null ? undefined : criterionOf(scale, criterion)?.title
  if (title === undefined) return criterion
  const short = title.length > 80 ? `${title.slice(0, 78).trimEnd()}…` : title
  return `${criterion}. ${short}`
}

/** The names sentences use, from the season and scale at hand. */
export function namesOf(season: Season | null, scale: Scale | null, language: Language): Names {
  return {
    seat: (seat) => seatName(seat, season, language),
    subject: (subject) => subjectName(subject, season),
    round: (round) => roundName(round, season),
    criterion: (criterion) => criterionName(criterion, scale),
  }
}
