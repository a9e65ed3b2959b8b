import type { VerificationProblem } from '../../shared/exchange/verification-problem.ts'
import { finish } from '../../shared/kernel/work.ts'
import type { Language } from '../../shared/messages/words.ts'
import { createCrypto } from '../platform/node/crypto.ts'
import { trustIn } from '../services/season-trust.ts'
import { type NamedSource, verifyBundles } from '../services/verify-bundles.ts'
import { readCommandLine, wantsHelp, wantsJson } from './arguments.ts'
import { readExpectedSeason, seasonOptions, seasonUsage } from './expected-season.ts'
import type { Output } from './output.ts'
import { refuse } from './refusal.ts'
import { openBundleFile } from './verify-files.ts'
import { jsonReport, textReport } from './verify-report.ts'

const usage: { readonly [Each in Language]: string } = {
  vi: `Kiểm tra gói dữ liệu mà không cần cơ sở dữ liệu; các tệp được xét như một bộ.

  verify TỆP… [--season MÃ | --slip TỆP|-] [--json] [--language vi|en]

${seasonUsage.vi}

Kiểm: quy cách, chữ ký, chuỗi bản ghi, hiệu lực trong phạm vi các tệp; tính lại điểm mọi lớp và mã
bảng xếp hạng của mọi đợt đã chốt. Khóa lấy từ các gói, nên hãy đưa kèm gói năm thi đua.

Các gói chỉ làm chứng cho nhau: mã năm thi đua luôn được in ra; có --season hoặc --slip thì mọi năm thi đua khác là lỗi,
không có thì kết quả nói rõ rằng người lập năm thi đua chưa được kiểm tra.

Mã thoát: 0 khi không thấy gì sai; 1 khi có bất kỳ vấn đề nào; 2 khi lệnh chưa đúng.
`,
  en: `Checks bundles without any database; the files are judged as one set.

  verify FILE… [--season ID | --slip FILE|-] [--json] [--language vi|en]

${seasonUsage.en}

Checks shape, signatures, chains and, as far as the files allow, validity; recomputes the scores of every
layer and the digest of every closed round. Keys come from the bundles: give the season's bundle, too.

Bundles vouch for each other only. The season's id is always printed; with --season or --slip every other season is an
error, without either the output says that the founder was not checked.

Exit status: 0 when nothing is wrong; 1 on any problem; 2 for a command that was not understood.
`,
}

/** The verb `verify`: every problem of a set of bundle files. Returns the exit status. */
export async function runVerify(args: readonly string[], io: Output): Promise<number> {
  if (wantsHelp(args)) {
    io.out(usage[languageIn(args)])
    return 0
  }
  const line = readCommandLine(args, { language: { type: 'string' }, ...seasonOptions })
  if (!line.ok) return refuse(line.error, wantsJson(args), io)
  const { values, words } = line.value
  if (words.length === 0)
    return refuse(
      { code: 'usage', detail: { vi: 'cần một hay nhiều gói dữ liệu', en: 'verify needs bundles' } },
      wantsJson(args),
      io,
    )
  const expected = await readExpectedSeason(values)
  if (!expected.ok) return refuse(expected.error, wantsJson(args), io)
  const files: NamedSource[] = []
  const unread: VerificationProblem[] = []
  for (const path of words) {
    const opened = openBundleFile(path)
    if (opened.ok) files.push({ name: path, source: opened.value.source })
    else unread.push({ code: 'unreadable', file: path })
  }
  const crypto = createCrypto()
  const report = finish(verifyBundles(files, crypto))
  const seasons = report.seasons.map(({ season }) => season)
  const { trust, problems } = trustIn(seasons, expected.value, crypto)
  const whole = { ...report, trust, problems: [...unread, ...problems, ...report.problems] }
  if (values['json'] === true) io.out(`${jsonReport(whole)}\n`)
  else io.out(textReport(whole, languageIn(args)))
  return whole.problems.length === 0 ? 0 : 1
}

function languageIn(args: readonly string[]): Language {
  const english = args.some(
    (arg, index) => arg === '--language=en' || (arg === 'en' && args[index - 1] === '--language'),
  )
  return english ? 'en' : 'vi'
}
