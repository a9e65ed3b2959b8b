import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { ClusterCode, SubjectCode } from '../../shared/domain/ids.ts'
import { layers } from '../../shared/domain/sheet.ts'
import {
  agreementView,
  documentSeason,
  documentSeasonId,
  sheetViews,
  standingsView,
} from '../../tests/support/document-views.ts'
import { AgreementSummary } from './agreement-summary/agreement-summary.tsx'
import { agreementSummaryModel } from './agreement-summary/summary-model.ts'
import type { Verification } from './paper/models.ts'
import { furnitureLines } from './paper/use-page-furniture.ts'
import { ScoreSheet } from './score-sheet/score-sheet.tsx'
import { scoreSheetContent, scoreSheetModel } from './score-sheet/sheet-model.ts'
import type { ScoreSheetCriterionRow } from './score-sheet/sheet-rows.ts'
import { foundingSlipModels, invitationSlipModel } from './slips/slip-model.ts'
import { Slips } from './slips/slips.tsx'
import { standingsModel } from './standings/standings-model.ts'
import { StandingsTable } from './standings/standings-table.tsx'

const verification: Verification = {
  checkCode: '77SR X2R1 Z01J GBJQ 41H4 GVRR 68VF 0Z5H',
  fingerprintShort: '3f9a 7c21',
  qrText: 'GIAOUOC/DOCUMENT/1/77SR',
  printedAt: '2021-02-05T01:05:00.000Z',
  provisional: false,
  practice: false,
}
const cluster = '3' as ClusterCode
const subject = 'PC03' as SubjectCode

/** The text of a page as a reader meets it. */
function textOf(page: React.ReactElement): string {
  return renderToStaticMarkup(page)
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/\s+/g, ' ')
}

describe('agreement summary', () => {
  const page = (signed: number, scope: ClusterCode | null = null) =>
    textOf(
      <AgreementSummary
        model={agreementSummaryModel(documentSeason, agreementView({ scope, signed }), false)}
        verification={verification}
      />,
    )

  it('says what was agreed, who signed how, and how many', () => {
    const text = page(3)
    for (const part of [
      'Cộng hòa xã hội chủ nghĩa Việt Nam',
      'Tóm tắt giao ước đã ký',
      'Đoàn kết, dân chủ, kỷ cương, trách nhiệm, bám cơ sở, vì nhân dân phục vụ',
      '6. Kiểm tra chéo, thẩm định',
      'Điều tra, khám phá án rất nghiêm trọng và đặc biệt nghiêm trọng % từ 95 trở lên',
      'đã ký 3/4',
      'Cụm trưởng Cụm thi đua số 1 Phòng Tổ chức cán bộ',
      'Thượng tá Trần Thị Hồng Hạnh Trưởng phòng Ký số 10:15, 01/02/2021 9f3a 27c1 04be d5e8',
      'Chưa ký trên máy',
      'bbbb bbbb',
      '77SR X2R1 Z01J GBJQ 41H4 GVRR 68VF 0Z5H',
    ]) {
      expect(text).toContain(part)
    }
  })

  it('carries the day of the last signature once all have signed, and room for it before', () => {
    expect(page(4)).toContain('Đắk Nông, ngày 04 tháng 02 năm 2021')
    expect(page(3)).toContain('Đắk Nông, ngày …… tháng …… năm ………')
  })

  it('gives many parties rows for ink instead of blocks', () => {
    expect(page(7, cluster)).toContain('Chữ ký mực, dấu')
  })
})

describe('score sheet', () => {
  const views = sheetViews({ cluster, subject, submitted: layers })
  const model = scoreSheetModel({ season: documentSeason, views, standings: null, internal: true })

  it('prints every criterion of the scale once, all layers side by side', () => {
    const criteria = model.rows.filter((row) => row.kind === 'criterion')
    expect(criteria).toHaveLength(35)
    expect(new Set(criteria.map(({ code }) => code)).size).toBe(35)
    const text = textOf(<ScoreSheet model={model} verification={verification} />)
    for (const heading of ['Tự chấm', 'Kiểm tra chéo', 'Giải trình', 'Thẩm định', 'Phúc tra', 'Lý do']) {
      expect(text).toContain(heading)
    }
    expect(text).toContain('Lớp điểm được tính: Thẩm định (phúc tra thay từng mục)')
    expect(text).toContain('TẠM TÍNH')
    expect(text).toContain('nhập thay')
    expect(text).toContain('LƯU HÀNH NỘI BỘ')
  })

  it('prints cells that add up to the printed totals', () => {
    const hundredths = (text: string) => Math.round(Number(text.replace(',', '.')) * 100)
    for (const layer of layers) {
      const cells = model.rows
        .filter((row): row is ScoreSheetCriterionRow => row.kind === 'criterion')
        .map(({ points }) => points[layer])
        .filter((text) => /^-?\d/.test(text))
      const sum = cells.reduce((total, text) => total + hundredths(text), 0)
      expect([layer, hundredths(model.totals.points[layer])]).toEqual([layer, sum])
    }
  })

  it('leaves the columns of layers that are not there empty, down to the blank form', () => {
    const blank = scoreSheetModel({
      season: documentSeason,
      views: sheetViews({ cluster, subject, submitted: [] }),
      standings: null,
      internal: false,
    })
    expect(blank.totals).toEqual({
      max: '1000',
      assignedMax: null,
      points: { self: '', cross: '', appraisal: '', review: '' },
    })
    expect(blank.provisional).toBe(false)
  })

  it('covers every printed score with its check code', () => {
    const printed = model.rows
      .filter((row): row is ScoreSheetCriterionRow => row.kind === 'criterion')
      .flatMap(({ points }) => Object.values(points).filter((text) => /^-?\d/.test(text)))
    expect(scoreSheetContent(documentSeasonId, views).cells).toHaveLength(printed.length)
  })
})

describe('standings', () => {
  const page = (official: boolean, digestMatches = true) => {
    const view = standingsView({ cluster, official })
    const sealed = view.official === null ? null : { ...view.official, digestMatches }
    const model = standingsModel(documentSeason, { ...view, official: sealed }, false)
    return textOf(<StandingsTable model={model} verification={verification} />)
  }

  it('names the closing when official and the reasons when provisional', () => {
    expect(page(true)).toContain('Chính thức, do Phòng Cảnh sát hình sự chốt lúc 09:00, 10/04/2021')
    expect(page(true)).not.toContain('TẠM TÍNH')
    expect(page(false)).toContain('TẠM TÍNH')
    expect(page(false)).toContain('Bảng tạm tính: đợt chưa chốt.')
  })

  it('lists the excluded apart with their reason and marks ties', () => {
    const text = page(true)
    expect(text).toContain('Không xếp loại')
    expect(text).toContain('Có cán bộ bị kỷ luật trong đợt')
    expect(text).toContain('Đồng hạng')
  })

  it('warns against a page whose seal does not match', () => {
    expect(page(true, false)).toContain('KHÔNG SỬ DỤNG BẢNG NÀY')
  })
})

describe('slips', () => {
  it('prints code and check group in fours, two on a sheet, without any check code of documents', () => {
    const slips = ['lead:3', 'unit:PC03', 'authority'].map((seat, index) =>
      invitationSlipModel(documentSeason, {
        seat: seat as 'recovery', // any seat: the schema's brand is not the point here
        code: `BCFG-HJKM-NPQR-STVX-Z012-3456-789${index}`,
        checkGroup: 'CFGHJKMN',
        qrText: 'GIAOUOC/INVITE',
      }),
    )
    const html = renderToStaticMarkup(<Slips slips={slips} perPage={2} />)
    expect(html.match(/<article/g)).toHaveLength(2)
    expect(html).toContain('BCFG HJKM NPQR STVX Z012 3456 7890')
    expect(html).toContain('CFGH JKMN')
    expect(html).not.toContain('Mã kiểm tra:')
  })
})

describe('slips of a founding', () => {
  it('stand on sheets of their own: the season with its QR, the machine without', () => {
    const slips = foundingSlipModels({
      seasonName: documentSeason.name,
      recovery: { seat: 'recovery', code: 'BCFG-HJKM', checkGroup: 'CFGHJKMN', qrText: 'GIAOUOC/RECOVERY' },
      machineRecoveryCode: 'NPQR-STVX',
    })
    const sheets = renderToStaticMarkup(<Slips slips={slips} perPage={1} />)
      .split('<article')
      .slice(1)
    expect(sheets.map((sheet) => [/<h1[^>]*>([^<]*)/.exec(sheet)?.[1], sheet.includes('<svg')])).toEqual([
      ['Phiếu khôi phục năm thi đua', true],
      ['Phiếu khôi phục máy', false],
    ])
  })
})

describe('page furniture', () => {
  it('marks provisional and practice pages in every lower margin', () => {
    expect(furnitureLines({ ...verification, provisional: true, practice: true })).toEqual([
      'Mã kiểm tra: 77SR X2R1 Z01J GBJQ 41H4 GVRR 68VF 0Z5H',
      'Dấu vân dữ liệu: 3f9a 7c21 · In lúc 08:05, 05/02/2021',
      'TẠM TÍNH · DỮ LIỆU THỰC HÀNH',
    ])
  })
})
