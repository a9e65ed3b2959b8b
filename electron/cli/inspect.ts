import type { Language } from '../../shared/messages/words.ts'
import { createCrypto } from '../platform/node/crypto.ts'
import { readCommandLine, wantsHelp, wantsJson } from './arguments.ts'
import { inspectedBundle } from './inspect-view.ts'
import type { Output } from './output.ts'
import { refuse } from './refusal.ts'
import { readBundleFile } from './verify-files.ts'

const usage: { readonly [Each in Language]: string } = {
  vi: `Đọc phần đầu và các bản ghi của một gói dữ liệu thành JSON.

  inspect TỆP [--json]

  --json   một dòng, cho chương trình khác đọc
Nội dung không được gửi kèm hiện là null. Gói sai vẫn được in phần đọc được, kèm các vấn đề.

Mã thoát: 0; 1 khi gói sai; 2 khi lệnh chưa đúng.
`,
  en: `Dumps header and records of a bundle as readable JSON.

  inspect FILE [--json]

  --json   one line, for programs
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
  const line = readCommandLine(args, {})
  if (!line.ok) return refuse(line.error, wantsJson(args), io)
  const [path, ...more] = line.value.words
  if (path === undefined || more.length > 0) {
    return refuse(
      { code: 'usage', detail: { vi: 'cần một gói dữ liệu', en: 'inspect needs one bundle' } },
      wantsJson(args),
      io,
    )
  }
  const file = readBundleFile(path)
  if (!file.ok) return refuse(file.error, wantsJson(args), io)
  const view = inspectedBundle(file.value, createCrypto())
  io.out(`${JSON.stringify(view, null, wantsJson(args) ? undefined : 2)}\n`)
  return view.problems.length === 0 ? 0 : 1
}
