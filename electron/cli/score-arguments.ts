import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { textTyped } from '../../shared/kernel/text.ts'
import type { Language } from '../../shared/messages/words.ts'
import { refused, type ScoreProblem, type ScoreRefusal } from './score-problem.ts'

export interface ScoreArguments {
  readonly scale: string
  readonly results: string
  readonly excluded: readonly string[]
}

/** What is understood whatever else is wrong, so that even a refusal speaks as asked. */
export interface ScoreManner {
  readonly help: boolean
  readonly json: boolean
  readonly language: Language
}

export const usage: { readonly [Each in Language]: string } = {
  vi: `Chấm điểm từ một tệp kết quả; mọi dòng thuộc cùng một cụm.

  score --scale TỆP --results TỆP [--exclude MÃ]... [--json] [--language vi|en]

  --scale TỆP      thang bảng điểm (JSON)
  --results TỆP    CSV (dấu phẩy hoặc chấm phẩy, UTF-8), dòng đầu: subject,criterion,target,result,detail
                   target  để trống: chỉ tiêu chung hoặc không có; none: không được giao;
                           với tiêu chí có mức giao ước: số gốc
                   result  số; 1/0 cho đạt/không đạt; điểm; số lượng; số ngày trễ; để trống: chưa chấm
                   detail  a=2;b=1   !a: miễn   -: không phát sinh   để trống: chưa chấm   ranks=1/2
  --exclude MÃ     không xếp loại đối tượng này; dùng nhiều lần được
  --json           in JSON cho chương trình khác đọc
  --language       vi (mặc định) hoặc en

Mã thoát: 0, kể cả khi có cảnh báo; 1 khi có lỗi (phần còn lại vẫn được in).
`,
  en: `Scores a file of results; all rows form one cluster.

  score --scale FILE --results FILE [--exclude CODE]... [--json] [--language vi|en]

  --scale FILE     the scale (JSON)
  --results FILE   CSV (comma or semicolon, UTF-8) with the header subject,criterion,target,result,detail
                   target  empty: the rule's default or none; the word none: not assigned;
                           for a criterion with a pledge: the baseline
                   result  a decimal; 1/0 for pass or fail; points; a count; days late; empty: not scored
                   detail  a=2;b=1   !a: a waiver   -: nothing to count   empty: not scored   ranks=1/2
  --exclude CODE   leaves this subject out of the ranking; may be repeated
  --json           prints JSON for programs
  --language       vi (default) or en

Exit status: 0, warnings included; 1 on any error (the rest is still printed).
`,
}

export function mannerOf(args: readonly string[]): ScoreManner {
  const english = args.some(
    (arg, index) => arg === '--language=en' || (arg === 'en' && args[index - 1] === '--language'),
  )
  return {
    help: args.includes('--help') || args.includes('-h'),
    json: args.includes('--json'),
    language: english ? 'en' : 'vi',
  }
}

/** `--name value` or `--name=value`. */
export function readArguments(args: readonly string[]): Result<ScoreArguments, ScoreProblem> {
  const files: { scale?: string; results?: string } = {}
  const excluded: string[] = []
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    if (arg === '--json') continue
    const [name, inline] = splitOption(arg)
    if (!valueOptions.has(name)) return wrong(arg, 'unknown')
    const value = inline ?? args[++index]
    if (value === undefined || value === '' || (inline === undefined && value.startsWith('--'))) {
      return wrong(name, 'valueMissing')
    }
    if (name === '--exclude') {
      const subject = textTyped(value.trim(), longestSubject)
      if (!subject.ok) return wrong(name, 'valueUnknown')
      excluded.push(subject.value)
    } else if (name === '--language') {
      if (value !== 'vi' && value !== 'en') return wrong(name, 'valueUnknown')
    } else {
      const key = name === '--scale' ? 'scale' : 'results'
      if (files[key] !== undefined) return wrong(name, 'repeated')
      files[key] = value
    }
  }
  const { scale, results } = files
  if (scale === undefined) return wrong('--scale', 'missing')
  return results === undefined ? wrong('--results', 'missing') : ok({ scale, results, excluded })
}

/** In UTF-16 units, as in the file of results. */
const longestSubject = 200
const valueOptions = new Set(['--scale', '--results', '--exclude', '--language'])

function splitOption(arg: string): readonly [string, string | undefined] {
  const equals = arg.startsWith('--') ? arg.indexOf('=') : -1
  return equals < 0 ? [arg, undefined] : [arg.slice(0, equals), arg.slice(equals + 1)]
}

function wrong(
  argument: string,
  problem: Extract<ScoreRefusal, { code: 'usage' }>['problem'],
): Result<ScoreArguments, ScoreProblem> {
  return err(refused({ code: 'usage', argument, problem }))
}
