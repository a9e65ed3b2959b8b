import type { EntryProblem, Failure, FailureByCode, FailureCode } from '../contract/failures.ts'
import { describeBundleError } from './exchange.ts'
import { type BilingualSentence, type Sentence, type SentencesFor, say } from './failure-sentences.ts'
import { exchangeSentences } from './failures-exchange.ts'
import { seasonSentences } from './failures-season.ts'
import { workspaceSentences } from './failures-workspace.ts'
import { describeScoringProblem } from './scoring.problems.ts'
import { type Language, type Names, namesOf } from './words.ts'

/**
 * What a refusal means to a person: a title that says what happened and a body that says to what and what to do.
 * `names` calls seats, units and criteria by name; without it codes are shown.
 */
export function describeFailure(failure: Failure, language: Language, names?: Names): Sentence {
  const both = {
    vi: names ?? namesOf(null, null, 'vi'),
    en: names ?? namesOf(null, null, 'en'),
  }
  return sentenceOf(failure, both)[language]
}

const ownSentences: SentencesFor<Extract<keyof FailureByCode, 'sheetInvalid' | 'bundleRefused'>> = {
  sheetInvalid: ({ problems }, names) => {
    const first = problems.slice(0, 5)
    const rest = problems.length - first.length
    const list = (language: Language, more: string) =>
      [
        ...first.map(
          (each) => `${names[language].criterion(each.criterion)}: ${problemText(each, language)}`,
        ),
        ...(rest > 0 ? [more] : []),
      ].join(' ')
    return say(
      'Phiếu còn chỗ chưa đúng',
      `Chưa nộp được, có ${problems.length} mục cần sửa. ${list('vi', `Và ${rest} mục khác.`)}`,
      'The sheet is not valid',
      `It cannot be submitted; ${problems.length} entries need mending. ${list('en', `And ${rest} more.`)}`,
    )
  },
  bundleRefused: ({ name, error }) => {
    const [vi, en] = [describeBundleError(error, 'vi'), describeBundleError(error, 'en')]
    return say(vi.title, `“${name}”: ${vi.body}`, en.title, `“${name}”: ${en.body}`)
  },
}

const sentences: SentencesFor<FailureCode> = {
  ...workspaceSentences,
  ...seasonSentences,
  ...exchangeSentences,
  ...ownSentences,
}

function problemText({ detail }: EntryProblem, language: Language): string {
  if (detail !== undefined) return describeScoringProblem(detail, language)
  return language === 'vi'
    ? 'không có trong thang bảng điểm hiện hành; bỏ mục này.'
    : 'is not on the scale in force; remove it.'
}

function sentenceOf(failure: Failure, names: { readonly vi: Names; readonly en: Names }): BilingualSentence {
  // The table has one function per code, each for exactly its failure: the look-up by `code` cannot cross them.
  const describe = sentences[failure.code] as (
    failure: Failure,
    names: { readonly vi: Names; readonly en: Names },
  ) => BilingualSentence
  return describe(failure, names)
}
