import { makePrivateByDefault } from '../platform/node/private-folder.ts'
import { wantsJson } from './arguments.ts'
import type { Output } from './output.ts'
import { refuse } from './refusal.ts'

/** Each verb is loaded only when it is asked for: `score` needs no database, `verify` no machine. */
const verbs: { readonly [verb: string]: (args: readonly string[], io: Output) => Promise<number> } = {
  demo: async (args, io) => (await import('./demo.ts')).runDemo(args, io),
  verify: async (args, io) => (await import('./verify.ts')).runVerify(args, io),
  inspect: async (args, io) => (await import('./inspect.ts')).runInspect(args, io),
  score: async (args, io) => (await import('./score.ts')).runScore(args, io),
  rank: async (args, io) => (await import('./rank.ts')).runRank(args, io),
  import: async (args, io) => (await import('./import.ts')).runImport(args, io),
  export: async (args, io) => (await import('./export.ts')).runExport(args, io),
  rebuild: async (args, io) => (await import('./rebuild.ts')).runRebuild(args, io),
}

const usage = `npm run -s cli -- VERB … [--json] [--help]

  demo --out DIR [--seed N] [--preset FILE] [--scale FILE]
      diễn lại trường hợp lập năm thi đua / plays the founding case headless
  verify FILE… [--season ID | --slip FILE|-]
      kiểm tra gói dữ liệu, không cần cơ sở dữ liệu / checks bundles without any database
  inspect FILE [--season ID | --slip FILE|-]
      đọc gói dữ liệu thành JSON / dumps a bundle as readable JSON
  score --scale FILE --results FILE [--exclude CODE]
      chấm điểm từ tệp CSV / scores a CSV of results
  rank DATA_FOLDER|BUNDLE… [--season ID | --slip FILE|-]
      bảng xếp hạng của một thư mục dữ liệu hoặc các gói / standings of a data folder or of bundles
  import DATA_FOLDER BUNDLE… [--yes]
      xem trước rồi nhập / previews, then imports
  export DATA_FOLDER --to DIR [--for SEAT…] [--full|--delta|--season|--receipt]
      xuất một gói ra thư mục / writes a bundle into a folder
  rebuild DATA_FOLDER
      dựng lại từ sổ ghi rồi so sánh / replays the ledger and compares

Mã thoát khác 0 khi bị từ chối. / Any refusal gives an exit status other than 0.
`

const io: Output = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
}

async function main(args: readonly string[]): Promise<number> {
  const [verb, ...rest] = args
  if (verb === undefined || verb === '--help' || verb === '-h' || verb === 'help') {
    io.out(usage)
    return verb === undefined ? 2 : 0
  }
  const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  if (run === undefined)
    return refuse(
      { code: 'usage', detail: { vi: `không có lệnh “${verb}”`, en: `unknown verb “${verb}”` } },
      wantsJson(args),
      io,
    )
  return run(rest, io)
}

makePrivateByDefault()
// `… | head` closes the pipe early: that is the reader's right and no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

// Set, not called: everything that was written has to reach a pipe before the process ends.
process.exitCode = await main(process.argv.slice(2))
