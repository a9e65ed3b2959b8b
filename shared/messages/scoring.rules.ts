import type { Band, CountedItem, Rule } from '../domain/scale.ts'
import { showPoints } from '../kernel/decimal.ts'
import { shownDecimal } from './scoring.numbers.ts'
import type { Bilingual, Language } from './words.ts'

/** A criterion's rule as a sentence for the grid, the printed scale and the help. */
export function ruleInWords(rule: Rule, language: Language): string {
  return sentence(rule, language)[language]
}

function sentence(rule: Rule, language: Language): Bilingual {
  switch (rule.kind) {
    case 'direct':
      return {
        vi: 'Nhập điểm trực tiếp, từ 0 đến điểm tối đa.',
        en: 'Points are typed, from 0 to the maximum.',
      }
    case 'passFail':
      return {
        vi: 'Đạt được điểm tối đa, không đạt 0 điểm.',
        en: 'The maximum when passed, 0 when failed.',
      }
    case 'relativeToLeader': {
      const higher = rule.direction === 'higherIsBetter'
      const target = targetClause(rule, language)
      return {
        vi: `So với đơn vị dẫn đầu cụm (${higher ? 'càng cao càng tốt' : 'càng thấp càng tốt'}): đạt chỉ tiêu được điểm cơ sở, vượt thì cộng theo tỷ lệ so với đơn vị vượt cao nhất, dẫn đầu được điểm tối đa; không đạt thì theo tỷ lệ.${target}`,
        en: `Relative to the cluster's leader (${higher ? 'higher is better' : 'lower is better'}): meeting the target earns the base share, going beyond it adds in proportion to the leader, who gets the maximum; below it in proportion.${target}`,
      }
    }
    case 'proportional': {
      const target = targetClause(rule, language)
      const floor = rule.floorRatio === undefined ? null : shownDecimal(rule.floorRatio)
      return {
        vi: `Theo tỷ lệ đạt chỉ tiêu, không quá điểm tối đa${floor === null ? '' : `; dưới ${floor} thì 0 điểm`}.${target}`,
        en: `In proportion to the target, at most the maximum${floor === null ? '' : `; 0 below ${floor}`}.${target}`,
      }
    }
    case 'bands': {
      const bands = rule.bands.map((band) => bandInWords(band, language)).join('; ')
      return rule.of === 'result'
        ? { vi: `Theo mức kết quả: ${bands}.`, en: `By the result: ${bands}.` }
        : {
            vi: `Theo phần trăm chỉ tiêu đạt được: ${bands}.${targetClause(rule, language)}`,
            en: `By the percentage of the target: ${bands}.${targetClause(rule, language)}`,
          }
    }
    case 'deadline': {
      const bands = rule.bands.map((band) => bandInWords(band, language)).join('; ')
      return {
        vi: `Theo số ngày trễ hạn (trước hạn tính là 0): ${bands}.`,
        en: `By days late (early counts as 0): ${bands}.`,
      }
    }
    case 'baseWithDeductions': {
      const minus = listInWords(rule.deductions, rule.capDeductions, language)
      const plus = listInWords(rule.bonuses ?? [], rule.capBonus, language)
      const base = showPoints(rule.base)
      return {
        vi: `Điểm chuẩn ${base}${minus === '' ? '' : `; trừ: ${minus}`}${plus === '' ? '' : `; cộng: ${plus}`}.`,
        en: `Base ${base}${minus === '' ? '' : `; deductions: ${minus}`}${plus === '' ? '' : `; bonuses: ${plus}`}.`,
      }
    }
    case 'plusMinus': {
      const plus = listInWords(rule.plus, undefined, language)
      const minus = listInWords(rule.minus, undefined, language)
      const [base, least] = [showPoints(rule.base ?? 0), showPoints(rule.min ?? 0)]
      return {
        vi: `Bắt đầu từ ${base}${plus === '' ? '' : `; cộng: ${plus}`}${minus === '' ? '' : `; trừ: ${minus}`}; thấp nhất ${least}.`,
        en: `Starts at ${base}${plus === '' ? '' : `; plus: ${plus}`}${minus === '' ? '' : `; minus: ${minus}`}; at least ${least}.`,
      }
    }
    case 'countCapped': {
      const each = showPoints(rule.each)
      return {
        vi: `Mỗi ${rule.unit || 'đơn vị'} ${each} điểm, không quá điểm tối đa.`,
        en: `${each} points for each ${rule.unit || 'one'}, at most the maximum.`,
      }
    }
    case 'rankPoints': {
      const rows = rule.table.map((row) => `${row.rank}: ${showPoints(row.points)}`).join('; ')
      return {
        vi: `Theo thứ hạng do cơ quan khác xếp (nhiều hạng thì lấy trung bình): ${rows}; hạng sau cùng hạng cuối bảng.`,
        en: `By the rank other bodies give (several ranks: their mean): ${rows}; later ranks as the last row.`,
      }
    }
  }
}

function bandInWords(band: Band, language: Language): string {
  const from = shownDecimal(band.from)
  const points = showPoints(band.points)
  if (band.to === undefined) {
    return language === 'vi' ? `từ ${from}: ${points}` : `from ${from}: ${points}`
  }
  const to = shownDecimal(band.to)
  return language === 'vi' ? `từ ${from} đến dưới ${to}: ${points}` : `from ${from} to below ${to}: ${points}`
}

function listInWords(items: readonly CountedItem[], cap: number | undefined, language: Language): string {
  const once = language === 'vi' ? ', một lần' : ', once'
  const list = items
    .map((item) => `${item.code}) ${item.title} ${showPoints(item.each)}${item.once === true ? once : ''}`)
    .join('; ')
  if (list === '' || cap === undefined) return list
  return `${list} (${language === 'vi' ? 'tối đa' : 'at most'} ${showPoints(cap)})`
}

function targetClause(
  rule: {
    readonly unit: string
    readonly defaultTarget?: string | undefined
    readonly pledge?: string | undefined
  },
  language: Language,
): string {
  const unit = rule.unit === '' ? '' : ` ${rule.unit}`
  if (rule.pledge !== undefined) {
    const pledge = shownDecimal(rule.pledge)
    return language === 'vi' ? ` Chỉ tiêu: số gốc ${pledge}.` : ` The target is the baseline ${pledge}.`
  }
  if (rule.defaultTarget === undefined) return ''
  const target = `${shownDecimal(rule.defaultTarget)}${unit}`
  return language === 'vi' ? ` Chỉ tiêu chung: ${target}.` : ` Default target: ${target}.`
}
