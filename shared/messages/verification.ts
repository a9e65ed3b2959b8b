import type { ClosingPlace, RecordPlace, VerificationProblem } from '../exchange/verification-problem.ts'
import { exhausted } from '../kernel/result.ts'
import { act } from './acts.ts'
import { describeBundleError } from './exchange.ts'
import { type BilingualSentence, type Sentence, say } from './failure-sentences.ts'
import { describeVerdict } from './ledger.ts'
import { bareLedgerNames } from './ledger-names.ts'
import { type Bilingual, kindName, type Language, type Names, namesOf } from './words.ts'

/** What a verifier found: what is wrong, where, and what to do. Without `names` codes are shown. */
export function describeVerificationProblem(
  problem: VerificationProblem,
  language: Language,
  names?: Names,
): Sentence {
  const both = { vi: names ?? namesOf(null, null, 'vi'), en: names ?? namesOf(null, null, 'en') }
  return sentenceOf(problem, both)[language]
}

const toldBy = {
  season: {
    vi: 'có mã đã nêu',
    en: 'whose id was given',
    source: { vi: 'mã ghi trên giấy', en: 'the id on paper' },
  },
  slip: {
    vi: 'của phiếu mời đã nêu',
    en: 'the invitation slip belongs to',
    source: { vi: 'phiếu mời', en: 'the slip' },
  },
}

function sentenceOf(
  problem: VerificationProblem,
  names: { readonly vi: Names; readonly en: Names },
): BilingualSentence {
  switch (problem.code) {
    case 'unreadable':
      return say(
        'Không đọc được tệp',
        `“${problem.file}”: không có, không mở được hoặc quá lớn. Hãy kiểm tra đường dẫn.`,
        'The file cannot be read',
        `“${problem.file}” does not exist, cannot be opened or is too large. Check the path.`,
      )
    case 'refused': {
      const [vi, en] = [describeBundleError(problem.error, 'vi'), describeBundleError(problem.error, 'en')]
      return say(vi.title, `“${problem.file}”: ${vi.body}`, en.title, `“${problem.file}”: ${en.body}`)
    }
    case 'otherSeason': {
      const told = toldBy[problem.by]
      return say(
        'Năm thi đua khác',
        `Năm thi đua ${problem.season} không phải năm thi đua ${told.vi}. Đừng tin các gói này; hãy xin gói từ cơ quan thường trực và kiểm tra lại ${told.source.vi}.`,
        'Another season',
        `Season ${problem.season} is not the one ${told.en}. Do not trust these bundles; ask the standing office for its own and check ${told.source.en}.`,
      )
    }
    case 'seasonAbsent': {
      const told = toldBy[problem.by]
      return say(
        'Không có năm thi đua cần kiểm tra',
        `Không tệp nào thuộc năm thi đua ${told.vi}. Hãy kiểm tra ${told.source.vi} và các tệp.`,
        'The season is not there',
        `No file is of the season ${told.en}. Check ${told.source.en} and the files.`,
      )
    }
    case 'foundingMissing':
      return say(
        'Thiếu bản ghi lập năm thi đua',
        `Các tệp không có bản ghi lập năm thi đua ${problem.season.slice(0, 8)}, nên chưa xét được gì. Hãy kiểm tra cùng gói năm thi đua.`,
        'The founding record is missing',
        `No file has the founding record of season ${problem.season.slice(0, 8)}, so nothing can be judged. Verify together with the season's bundle.`,
      )
    case 'notValid': {
      const place = recordWords(problem)
      const [vi, en] = [
        describeVerdict(problem.verdict, bareLedgerNames(names.vi), 'vi'),
        describeVerdict(problem.verdict, bareLedgerNames(names.en), 'en'),
      ]
      return say(vi.title, `${place.vi}: ${vi.body}`, en.title, `${place.en}: ${en.body}`)
    }
    case 'entryUnscorable': {
      const place = recordWords(problem)
      return say(
        'Có mục không chấm được',
        `${place.vi}, ${names.vi.subject(problem.subject)}, tiêu chí ${names.vi.criterion(problem.criterion)}: ${problem.problem}. Người lập cần mở phiếu và chọn ${act('submitAgain', 'vi')}.`,
        'An entry cannot be scored',
        `${place.en}, ${names.en.subject(problem.subject)}, criterion ${names.en.criterion(problem.criterion)}: ${problem.problem}. Its author has to open the sheet and choose ${act('submitAgain', 'en')}.`,
      )
    }
    case 'closingUnreadable': {
      const place = closingWords(problem, names)
      const count = problem.missing.length
      return say(
        'Chưa kiểm được lần chốt',
        `${place.vi}: thiếu hoặc không được xem ${count} bản ghi mà lần chốt dựa vào. Hãy kiểm tra cùng gói đầy đủ của cụm.`,
        'The closing cannot be checked',
        `${place.en}: ${count} records it rests on are missing or withheld. Verify together with the cluster's full bundle.`,
      )
    }
    case 'closingMisplaced': {
      const place = closingWords(problem, names)
      return say(
        'Lần chốt dựa vào bản ghi lạc chỗ',
        `${place.vi}: có ${problem.records.length} bản ghi không thuộc đợt này, hoặc đợt không có trong năm thi đua. Không dùng kết quả này; hãy hỏi người chốt.`,
        'The closing rests on misplaced records',
        `${place.en}: ${problem.records.length} records do not belong to this round, or the season has no such round. Do not use this result; ask whoever closed it.`,
      )
    }
    case 'digestDiffers': {
      const place = closingWords(problem, names)
      return say(
        'Kết quả đã chốt không khớp khi tính lại',
        `${place.vi}: niêm phong ${problem.sealed.slice(0, 16)}…, tính lại được ${problem.recomputed.slice(0, 16)}…. Không dùng kết quả này; hãy báo cơ quan thường trực.`,
        'The sealed standings are not what the records give',
        `${place.en}: sealed ${problem.sealed.slice(0, 16)}…, recomputed ${problem.recomputed.slice(0, 16)}…. Do not use this result; tell the standing office.`,
      )
    }
    case 'tieIdle': {
      const place = closingWords(problem, names)
      const list = (language: Language) =>
        problem.subjects.map((subject) => names[language].subject(subject)).join(', ')
      return say(
        'Thứ tự bốc thăm không có tác dụng',
        `${place.vi}: ${list('vi')} không đồng hạng với nhau, nên thứ tự ghi trong lần chốt không được tính. Thứ hạng theo điểm vẫn đúng.`,
        'A lot has no effect',
        `${place.en}: ${list('en')} are not tied with each other, so the order in the closing does not count. The ranks by points stand.`,
      )
    }
    case 'gapNotAccepted': {
      const place = closingWords(problem, names)
      const missing = problem.missing.join(', ')
      return say(
        'Chốt khi còn thiếu điểm chưa được chấp nhận',
        `${place.vi}: ${names.vi.subject(problem.subject)} thiếu tiêu chí ${missing} mà không ghi lý do chấp nhận. Cần mở lại đợt và chốt lại.`,
        'Closed with a gap nobody accepted',
        `${place.en}: ${names.en.subject(problem.subject)} lacks ${missing} and no reason was recorded. The round has to be reopened and closed again.`,
      )
    }
    default:
      return exhausted(problem)
  }
}

function recordWords({ author, seq, kind }: RecordPlace): Bilingual {
  const machine = author.slice(0, 8)
  return {
    vi: `Bản ghi số ${seq} của máy ${machine} (${kindName(kind, 'vi')})`,
    en: `Record ${seq} of machine ${machine} (${kindName(kind, 'en')})`,
  }
}

function closingWords(
  { round, cluster }: ClosingPlace,
  names: { readonly vi: Names; readonly en: Names },
): Bilingual {
  return {
    vi: `Đợt ${names.vi.round(round)}, ${cluster === null ? 'giữa các cụm' : `cụm ${cluster}`}`,
    en: `Round ${names.en.round(round)}, ${cluster === null ? 'between clusters' : `cluster ${cluster}`}`,
  }
}
