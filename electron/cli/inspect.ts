import type { VerificationProblem } from '../../shared/exchange/verification-problem.ts'
import { describeVerificationProblem } from '../../shared/messages/verification.ts'
import type { Language } from '../../shared/messages/words.ts'
import { createCrypto } from '../platform/node/crypto.ts'
import { trustIn } from '../services/season-trust.ts'
import { readCommandLine, wantsHelp, wantsJson } from './arguments.ts'
import { readExpectedSeason, seasonOptions, seasonUsage } from './expected-season.ts'
import { inspectedBundle } from './inspect-view.ts'
import type { Output } from './output.ts'
import { refuse } from './refusal.ts'
import { openBundleFile } from './verify-files.ts'

const usage: { readonly [Each in Language]: string } = {
  vi: `Đọc phần đầu và các bản ghi của một gói dữ liệu thành JSON.

  inspect TỆP [--season MÃ | --slip TỆP|-] [--json]

${seasonUsage.vi}
  --json         một dòng, cho chương trình khác đọc
Nội dung không được gửi kèm hiện là null. Gói sai vẫn được in phần đọc được, kèm các vấn đề.

Mã thoát: 0; 1 khi gói sai; 2 khi lệnh chưa đúng.
`,
  en: `Dumps header and records of a bundle as readable JSON.

  inspect FILE [--season ID | --slip FILE|-] [--json]

${seasonUsage.en}
  --json         one line, for programs
Withheld bodies show as null. Of an invalid bundle what can be read is printed, with the problems.

Exit status: 0; 1 for an invalid bundle; 2 for a command that was not understood.
`,
}

/** The verb `inspect`: a bundle as JSON. Returns the exit status. */
export async function runInspect(args: readonly string[], io: Output): Promise<number> {
  if (wantsHelp(args)) {
    io.out(`${usage.vi}\n${usage.en}`)
    return 0
  }
  const line = readCommandLine(args, seasonOptions)
  if (!line.ok) return refuse(line.error, wantsJson(args), io)
  const [path, ...more] = line.value.words
  if (path === undefined || more.length > 0) {
    return refuse(
      { code: 'usage', detail: { vi: 'cần một gói dữ liệu', en: 'inspect needs one bundle' } },
      wantsJson(args),
      io,
    )
  }
  const expected = await readExpectedSeason(line.value.values)
  if (!expected.ok) return refuse(expected.error, wantsJson(args), io)
  const file = openBundleFile(path)
  if (!file.ok) return refuse(file.error, wantsJson(args), io)
  const crypto = createCrypto()
  const view = inspectedBundle(file.value, crypto)
  const seasons = view.header === null ? [] : [view.header.season]
  const { trust, problems } = trustIn(seasons, expected.value, crypto)
  const founder = { checked: trust.by !== 'nothing', ...trust }
  const whole = { ...view, founder, problems: [...problems.map(inBothLanguages), ...view.problems] }
  io.out(`${JSON.stringify(whole, null, wantsJson(args) ? undefined : 2)}\n`)
  return whole.problems.length === 0 ? 0 : 1
}

function inBothLanguages(problem: VerificationProblem) {
  const [vi, en] = [describeVerificationProblem(problem, 'vi'), describeVerificationProblem(problem, 'en')]
  return { ...problem, message: { vi: `${vi.title}. ${vi.body}`, en: `${en.title}. ${en.body}` } }
}
