import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { CallOutput } from '../../shared/contract/calls.ts'
import type { Seat } from '../../shared/domain/ids.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { describeFailure } from '../../shared/messages/failures.ts'
import { leftOutText } from '../../shared/messages/left-out.ts'
import { type Bilingual, type Language, namesOf } from '../../shared/messages/words.ts'
import { readCommandLine, wantsHelp, wantsJson } from './arguments.ts'
import { type OpenedApp, openApp, readOnlyNotice } from './open-app.ts'
import type { Output } from './output.ts'
import { type Refusal, refuse } from './refusal.ts'

const usage = `export DATA_FOLDER --to DIR [--for SEAT…] [--full|--delta|--season|--receipt]
       [--account NAME] [--language vi|en] [--json]

Xuất một gói dữ liệu vào thư mục, bằng đúng những lệnh mà màn hình dùng.
Writes a bundle into a folder, by the very calls of the screens.

  --to DIR       thư mục nhận, ví dụ USB; phải có sẵn / the folder, a stick for example; it must exist
  --for SEAT…    gửi cho vai trò nào (authority, lead:1, unit:PV01), nhiều vai trò được; không có: cho mọi người
                 for which seats, several are allowed; without it: for everybody
  --delta        phần người nhận chưa có (mặc định) / what the recipients are not known to hold (the default)
  --full         tất cả; không có --for là hồ sơ kiểm chứng / everything; without --for the file for verifiers
  --season       để tham gia năm thi đua / what one needs to join the season
  --receipt      chỉ biên nhận / the receipt alone
  --account      tài khoản; mặc định là tài khoản đầu tiên / the account; default: the first one

Gói được ký nhưng chưa mã hóa. Mật khẩu: tệp GIAOUOC_PASSPHRASE_FILE hoặc đầu vào chuẩn; thư mục thực hành tự mở.
Bundles are signed, not encrypted. Passphrase: the file GIAOUOC_PASSPHRASE_FILE or standard input; practice folders
open by themselves.

Mã thoát / exit status
  0  đã xuất / written
  1  bị từ chối, hoặc không có gì để gửi / refused, or nothing to send
  2  lệnh chưa đúng / the command was not understood
`

const contents = ['delta', 'full', 'season', 'receipt'] as const

/** The verb `export`. Returns the exit status. */
export async function runExport(args: readonly string[], io: Output): Promise<number> {
  if (wantsHelp(args)) {
    io.out(usage)
    return 0
  }
  const json = wantsJson(args)
  const line = readCommandLine(args, {
    to: { type: 'string' },
    for: { type: 'string', multiple: true },
    ...Object.fromEntries(contents.map((content) => [content, { type: 'boolean' as const }])),
    account: { type: 'string' },
    language: { type: 'string' },
  })
  if (!line.ok) return refuse(line.error, json, io)
  const { values, lists, words } = line.value
  const [folder, ...more] = words
  const given = contents.filter((content) => values[content] === true)
  const wanted = [...(lists['for'] ?? []), ...more]
  const misused = misuse(folder, values['to'], given, lists['for'], more)
  if (misused !== null || folder === undefined) {
    const detail = misused ?? { vi: 'cần một thư mục dữ liệu', en: 'export needs a data folder' }
    return refuse({ code: 'usage', detail }, json, io)
  }
  const target = resolve(String(values['to']))
  if (statSync(target, { throwIfNoEntry: false })?.isDirectory() !== true) {
    return refuse({ code: 'targetMissing', folder: target }, json, io)
  }
  const account = typeof values['account'] === 'string' ? values['account'] : undefined
  const app = await openApp(folder, account)
  if (!app.ok) return refuse(app.error, json, io)
  const language: Language = values['language'] === 'en' ? 'en' : 'vi'
  try {
    io.err(await readOnlyNotice(app.value, language))
    const recipients = await seatsNamed(app.value, wanted)
    if (!recipients.ok) return refuse(recipients.error, json, io)
    const [content = 'delta'] = given
    const exported = await app.value.call('exchange.export', {
      recipients: [...recipients.value],
      content,
      folder: app.value.handle(target),
    })
    if (!exported.ok) return refuse(exported.error, json, io)
    const whole = {
      ...exported.value,
      folder: target,
      content,
      recipients: recipients.value,
      encrypted: false,
    }
    io.out(json ? `${JSON.stringify(whole, null, 2)}\n` : exportedText(exported.value, target, language))
    return 0
  } finally {
    await app.value.close()
  }
}

/** What is wrong with the command as such; null: nothing. */
function misuse(
  folder: string | undefined,
  to: string | boolean | undefined,
  given: readonly string[],
  seats: readonly string[] | undefined,
  more: readonly string[],
): { readonly vi: string; readonly en: string } | null {
  if (folder === undefined) return { vi: 'cần một thư mục dữ liệu', en: 'export needs a data folder' }
  if (typeof to !== 'string' || to === '') return { vi: 'cần --to THƯ_MỤC', en: 'export needs --to DIR' }
  if (given.length > 1) {
    const list = given.map((each) => `--${each}`).join(', ')
    return { vi: `chỉ chọn một trong ${list}`, en: `choose one of ${list}` }
  }
  if (more.length > 0 && seats === undefined) {
    return { vi: `không dùng đến: ${more.join(' ')}`, en: `unexpected: ${more.join(' ')}` }
  }
  return null
}

/** Seats as they were typed, held against those of the season. */
async function seatsNamed(
  app: OpenedApp,
  wanted: readonly string[],
): Promise<Result<readonly Seat[], Refusal>> {
  const view = await app.call('season.get', {})
  if (!view.ok) return view
  const seats = view.value.heldSeats.map((held) => held.seat)
  const named: Seat[] = []
  for (const text of wanted.flatMap((each) => each.split(','))) {
    const seat = seats.find((each) => each === text.trim())
    if (seat === undefined) return err({ code: 'seatUnknown', seat: text, seats })
    if (!named.includes(seat)) named.push(seat)
  }
  return ok(named)
}

function exportedText(exported: CallOutput<'exchange.export'>, folder: string, language: Language): string {
  const vi = language === 'vi'
  const { bytes, leftOut, name, nameTaken, notRecorded, records, sha256 } = exported
  const names = namesOf(null, null, language)
  const trouble = notRecorded === null ? null : describeFailure(notRecorded, language)
  return `${[
    vi ? `Đã xuất ${records} bản ghi: ${name}` : `Wrote ${records} records: ${name}`,
    `  ${folder}`,
    `  ${bytes} byte, SHA-256 ${sha256}`,
    ...(nameTaken === null ? [] : [otherName(nameTaken)[language]]),
    ...leftOut.map((each) => `  ${leftOutText(each, language, names)}`),
    ...(trouble === null ? [] : [`  ${trouble.title}. ${trouble.body}`]),
    vi
      ? 'Gói được ký nhưng chưa mã hóa: ai giữ tệp cũng đọc được. Có thể rút USB.'
      : 'The bundle is signed, not encrypted: whoever holds the file can read it. The stick may be removed.',
  ].join('\n')}\n`
}

function otherName(taken: string): Bilingual {
  return {
    vi: `  Tên “${taken}” đã có nội dung khác, nên để nguyên và dùng tên trên.`,
    en: `  “${taken}” holds other content and was left alone, so the bundle has the name above.`,
  }
}
