import type { SubjectCode } from '../domain/ids.ts'
import type { Band } from '../domain/scale.ts'
import { showPoints } from '../kernel/decimal.ts'
import { exhausted } from '../kernel/result.ts'
import { type CountedLine, effectiveCount } from '../scoring/rules/counted.ts'
import type { RelativeInputs, ScoredTrace, TracedLeader, WithoutTargetInputs } from '../scoring/trace.ts'
import { shownDecimal, shownFraction, shownPercent } from './scoring.numbers.ts'
import { targetInWords } from './scoring.targets.ts'
import type { TraceWords } from './scoring.traces.ts'
import type { Language } from './words.ts'

/** What the rule did with its inputs, one sentence per step. */
export function ruleSteps(trace: ScoredTrace, language: Language, words: TraceWords): readonly string[] {
  const vi = language === 'vi'
  const max = showPoints(trace.max)
  switch (trace.rule) {
    case 'direct': {
      const typed = showPoints(trace.typed)
      return [vi ? `Điểm nhập trực tiếp ${typed}.` : `Points typed: ${typed}.`]
    }
    case 'passFail':
      if (trace.passed) return [vi ? `Đạt: điểm tối đa ${max}.` : `Passed: the maximum of ${max}.`]
      return [vi ? 'Không đạt: 0 điểm.' : 'Failed: 0 points.']
    case 'relativeToLeader':
      return trace.against === 'target'
        ? relativeSteps(trace, language, words)
        : withoutTargetSteps(trace, language, words)
    case 'proportional': {
      const value = trace.underFloor
        ? vi
          ? `A/T dưới mức sàn ${shownDecimal(trace.floorRatio ?? '0')}: 0 điểm.`
          : `A/T is under the floor of ${shownDecimal(trace.floorRatio ?? '0')}: 0 points.`
        : 'M · min(A/T, 1)'
      return [resultInWords(trace.result, language), targetInWords(trace.target, language), value]
    }
    case 'bands': {
      const value = shownFraction(trace.value, 6)
      const ratio = `100·A/T = ${value} %.`
      const inputs = trace.target === null ? [] : [targetInWords(trace.target, language), ratio]
      return [resultInWords(trace.result, language), ...inputs, bandInWords(trace.band, language)]
    }
    case 'deadline': {
      const days = shownDecimal(trace.daysLate)
      const late = vi ? `Trễ ${days} ngày.` : `${days} days late.`
      return [late, bandInWords(trace.band, language)]
    }
    case 'baseWithDeductions':
    case 'plusMinus': {
      const taken = trace.rule === 'plusMinus' ? trace.minus : trace.deductions
      const given = trace.rule === 'plusMinus' ? trace.plus : trace.bonuses
      const base = showPoints(trace.base)
      return [
        vi ? `Điểm chuẩn ${base}.` : `Base ${base}.`,
        ...linesInWords(taken, '−', language, words),
        ...capInWords(
          trace.deducted,
          trace.rule === 'plusMinus' ? null : trace.capDeductions,
          taken,
          language,
        ),
        ...linesInWords(given, '+', language, words),
        ...capInWords(trace.added, trace.rule === 'plusMinus' ? null : trace.capBonus, given, language),
      ]
    }
    case 'countCapped': {
      const [count, each] = [shownDecimal(trace.count), showPoints(trace.each)]
      return [vi ? `Số lượng ${count} × ${each}, không quá ${max}.` : `${count} × ${each}, at most ${max}.`]
    }
    case 'rankPoints': {
      const points = showPoints(trace.row.points)
      const ranks = trace.ranks.join(' / ')
      if (trace.ranks.length === 1) {
        return [vi ? `Hạng ${ranks}: ${points}.` : `Rank ${ranks}: ${points}.`]
      }
      return [
        vi
          ? `Các hạng ${ranks}, trung bình là hạng ${trace.place}: ${points}.`
          : `Ranks ${ranks}, their mean is rank ${trace.place}: ${points}.`,
      ]
    }
    default:
      return exhausted(trace)
  }
}

function relativeSteps(
  trace: RelativeInputs & { readonly max: number },
  language: Language,
  words: TraceWords,
): readonly string[] {
  const vi = language === 'vi'
  const formula = trace.direction === 'higherIsBetter' ? '(A − T)/T' : '(T − A)/T'
  const steps = [resultInWords(trace.result, language), targetInWords(trace.target, language)]
  if (trace.excess !== null) {
    const excess = shownPercent(trace.excess)
    steps.push(
      vi
        ? `Mức vượt e = ${formula} = ${trace.excess} (${excess}).`
        : `Beyond the target by e = ${formula} = ${trace.excess} (${excess}).`,
    )
  }
  return [
    ...steps,
    ...leaderSteps(trace.leader, excessOfLeader, language, words),
    outcomeInWords(trace, language),
  ]
}

function withoutTargetSteps(
  trace: WithoutTargetInputs,
  language: Language,
  words: TraceWords,
): readonly string[] {
  const vi = language === 'vi'
  return [
    resultInWords(trace.result, language),
    vi
      ? 'Không có chỉ tiêu: so với kết quả cao nhất trong nhóm không có chỉ tiêu, M · A / max A.'
      : 'No target: measured against the greatest result among those without one, M · A / max A.',
    ...leaderSteps(trace.leader, resultOfLeader, language, words),
  ]
}

function excessOfLeader(measure: string): string {
  return `L = ${measure} (${shownPercent(measure)})`
}

function resultOfLeader(measure: string): string {
  return `A = ${shownFraction(measure, 6)}`
}

function leaderSteps(
  leader: TracedLeader,
  measured: (measure: string) => string,
  language: Language,
  words: TraceWords,
): readonly string[] {
  const vi = language === 'vi'
  const named = (subjects: readonly SubjectCode[]) =>
    subjects.map((subject) => words.subject?.(subject) ?? subject).join(', ')
  const steps: string[] = []
  if (leader.measure === null) {
    steps.push(vi ? 'Chưa có ai để so sánh.' : 'There is nobody to compare with yet.')
  } else {
    const leads = `${named(leader.subjects)}, ${measured(leader.measure)}`
    steps.push(vi ? `Dẫn đầu: ${leads}.` : `Leading: ${leads}.`)
  }
  if (leader.missing.length > 0) {
    const missing = named(leader.missing)
    steps.push(
      vi
        ? `Dẫn đầu tạm tính: chưa có kết quả của ${missing}.`
        : `The leader is provisional: no result yet from ${missing}.`,
    )
  }
  return steps
}

function outcomeInWords(trace: RelativeInputs & { readonly max: number }, language: Language): string {
  const vi = language === 'vi'
  const share = `m = ${shownDecimal(trace.metShare)}`
  const max = showPoints(trace.max)
  switch (trace.outcome) {
    case 'below': {
      const ratio = trace.direction === 'higherIsBetter' ? 'A/T' : 'T/A'
      return vi
        ? `Chưa đạt chỉ tiêu: m · M · ${ratio} (${share}).`
        : `Below the target: m · M · ${ratio} (${share}).`
    }
    case 'met':
      return vi
        ? `Đạt chỉ tiêu, không ai dẫn trước: m · M (${share}).`
        : `The target is met and nobody leads: m · M (${share}).`
    case 'between':
      return vi
        ? `Vượt chỉ tiêu: m · M + (1 − m) · M · e/L (${share}).`
        : `Beyond the target: m · M + (1 − m) · M · e/L (${share}).`
    case 'leading':
      return vi ? `Dẫn đầu: điểm tối đa ${max}.` : `Leading: the maximum of ${max}.`
    case 'zeroTargetMet':
      return vi ? `Chỉ tiêu 0, kết quả 0: m · M (${share}).` : `Target 0, result 0: m · M (${share}).`
    case 'zeroTargetMissed':
      return vi
        ? 'Chỉ tiêu 0 nhưng kết quả trên 0: 0 điểm.'
        : 'Target 0, but the result is above 0: 0 points.'
  }
}

function resultInWords(result: string, language: Language): string {
  return language === 'vi' ? `Kết quả A = ${shownDecimal(result)}.` : `Result A = ${shownDecimal(result)}.`
}

function bandInWords(band: Band, language: Language): string {
  const points = showPoints(band.points)
  const from = shownDecimal(band.from)
  const to = band.to === undefined ? null : shownDecimal(band.to)
  if (language === 'vi') return `Mức từ ${from}${to === null ? '' : ` đến dưới ${to}`}: ${points}.`
  return `Band from ${from}${to === null ? '' : ` to below ${to}`}: ${points}.`
}

function linesInWords(
  lines: readonly CountedLine[],
  sign: '+' | '−',
  language: Language,
  words: TraceWords,
): readonly string[] {
  const vi = language === 'vi'
  return lines
    .filter((line) => line.count > 0 || line.waived)
    .map((line) => {
      const item = `${line.code}) ${itemTitle(line.code, words)}`.trim()
      if (line.waived) return vi ? `${item}: được miễn.` : `${item}: waived.`
      const count = effectiveCount(line)
      const times = `${sign} ${count} × ${showPoints(line.each)} = ${showPoints(count * line.each)}`
      const once = vi ? ` (xảy ra ${line.count} lần, tính một lần)` : ` (${line.count} times, counted once)`
      return `${item}: ${times}${count < line.count ? once : ''}.`
    })
}

function capInWords(
  sum: number,
  cap: number | null,
  lines: readonly CountedLine[],
  language: Language,
): readonly string[] {
  const uncapped = lines.reduce((total, line) => total + effectiveCount(line) * line.each, 0)
  if (cap === null || uncapped <= cap) return []
  const [limit, before] = [showPoints(sum), showPoints(uncapped)]
  return [
    language === 'vi'
      ? `Mức trần ${limit} (thay cho ${before}).`
      : `Capped at ${limit} (instead of ${before}).`,
  ]
}

function itemTitle(code: string, { criterion }: TraceWords): string {
  const rule = criterion?.rule
  if (rule?.kind === 'baseWithDeductions') {
    return [...rule.deductions, ...(rule.bonuses ?? [])].find((item) => item.code === code)?.title ?? ''
  }
  if (rule?.kind === 'plusMinus') {
    return [...rule.plus, ...rule.minus].find((item) => item.code === code)?.title ?? ''
  }
  return ''
}
