import type { Failure, FailureByCode, FailureCode } from '../contract/failures.ts'
import { type BilingualSentence, type Sentence, type SentencesFor, say } from './failure-sentences.ts'
import { exchangeSentences } from './failures-exchange.ts'
import { seasonSentences } from './failures-season.ts'
import { workspaceSentences } from './failures-workspace.ts'
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
    const list = (language: Language) =>
      first.map((each) => `${names[language].criterion(each.criterion)} (${each.problem})`).join('; ')
    return say(
      'Phiếu còn chỗ chưa đúng',
      `Chưa nộp được, có ${problems.length} mục cần sửa: ${list('vi')}.`,
      'The sheet is not valid',
      `It cannot be submitted; ${problems.length} entries need mending: ${list('en')}.`,
    )
  },
  bundleRefused: ({ name, error }) =>
    say(
      'Gói dữ liệu bị từ chối',
      `“${name}”: ${error.code}. Không có gì thay đổi trên máy này.`,
      'The bundle is refused',
      `“${name}”: ${error.code}. Nothing was changed.`,
    ),
}

const sentences: SentencesFor<FailureCode> = {
  ...workspaceSentences,
  ...seasonSentences,
  ...exchangeSentences,
  ...ownSentences,
}

function sentenceOf(failure: Failure, names: { readonly vi: Names; readonly en: Names }): BilingualSentence {
  // The table has one function per code, each for exactly its failure: the look-up by `code` cannot cross them.
  const describe = sentences[failure.code] as (
    failure: Failure,
    names: { readonly vi: Names; readonly en: Names },
  ) => BilingualSentence
  return describe(failure, names)
}
