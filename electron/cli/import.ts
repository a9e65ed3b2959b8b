import { resolve } from 'node:path'
import type { ImportPreviewView, ImportResult } from '../../shared/contract/exchange.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { Language } from '../../shared/messages/words.ts'
import { createCrypto } from '../platform/node/crypto.ts'
import { openFileSource } from '../platform/node/file-source.ts'
import { type ExpectedSeason, trustIn } from '../services/season-trust.ts'
import { readCommandLine, wantsHelp, wantsJson } from './arguments.ts'
import { readExpectedSeason } from './expected-season.ts'
import { wholeItems } from './import-items.ts'
import { type ImportReport, importedText, importJson, previewText, shownItems } from './import-report.ts'
import { type OpenedApp, openApp, readOnlyNotice } from './open-app.ts'
import type { Output } from './output.ts'
import { type Refusal, refuse } from './refusal.ts'
import { type Ask, terminalAsk } from './terminal.ts'
import { unreadableFile } from './text-file.ts'

const usage = `import DATA_FOLDER BUNDLE… [--yes] [--season ID] [--account NAME] [--language vi|en] [--json]

Xem trước các gói như một bộ, rồi nhập: đúng những lệnh mà màn hình dùng; trên màn hình vẫn để riêng lại được.
Previews bundles as one set, then imports: the very calls of the screens; a screen can still set the import aside.

  --yes          nhập luôn sau khi xem trước; không có thì hỏi trên màn hình lệnh, và nếu không có ai để hỏi thì chỉ
                 xem trước / imports after the preview; without it a terminal is asked, and without one it is a preview
  --season ID    thư mục phải thuộc năm thi đua này / the folder must be of this season
  --account      tài khoản; mặc định là tài khoản đầu tiên / the account; default: the first one

Mật khẩu: tệp GIAOUOC_PASSPHRASE_FILE hoặc đầu vào chuẩn; thư mục thực hành tự mở.
Passphrase: the file GIAOUOC_PASSPHRASE_FILE or standard input; practice folders open by themselves.

Mã thoát / exit status
  0  đã nhập, hoặc không có gì mới / imported, or nothing new
  1  bị từ chối, hoặc có gói bị từ chối hay thuộc năm thi đua khác (gói đúng vẫn được nhập)
     refused, or a bundle was or is of another season (good ones are imported)
  2  lệnh chưa đúng / the command was not understood
  3  chỉ xem trước, chưa nhập gì / previewed only, nothing was imported
`

/** Bundles that one preview takes (`exchange.preview`). */
const mostBundles = 500

/** The verb `import`. Returns the exit status. `ask`: for tests, which have no terminal. */
export async function runImport(
  args: readonly string[],
  io: Output,
  ask: Ask = terminalAsk(),
): Promise<number> {
  if (wantsHelp(args)) {
    io.out(usage)
    return 0
  }
  const json = wantsJson(args)
  const line = readCommandLine(args, {
    yes: { type: 'boolean' },
    season: { type: 'string' },
    account: { type: 'string' },
    language: { type: 'string' },
  })
  if (!line.ok) return refuse(line.error, json, io)
  const { values, words } = line.value
  const [folder, ...bundles] = words
  if (folder === undefined || bundles.length === 0 || bundles.length > mostBundles) {
    const detail = {
      vi: `cần một thư mục dữ liệu và từ 1 đến ${mostBundles} gói`,
      en: `import needs a data folder and 1 to ${mostBundles} bundles`,
    }
    return refuse({ code: 'usage', detail }, json, io)
  }
  const expected = await readExpectedSeason({ season: values['season'] })
  if (!expected.ok) return refuse(expected.error, json, io)
  const account = typeof values['account'] === 'string' ? values['account'] : undefined
  const app = await openApp(folder, account)
  if (!app.ok) return refuse(app.error, json, io)
  const language: Language = values['language'] === 'en' ? 'en' : 'vi'
  try {
    io.err(await readOnlyNotice(app.value, language))
    const looked = await look(app.value, bundles, expected.value, json)
    if (!looked.ok) return refuse(looked.error, json, io)
    if (!json) io.out(previewText(looked.value, language))
    const agreed =
      looked.value.preview.stored > 0 &&
      (values['yes'] === true || (ask !== null && (await ask(question(looked.value.preview, language)))))
    const imported = agreed
      ? await app.value.call('exchange.commit', { token: looked.value.preview.token })
      : null
    if (imported?.ok === false) return refuse(imported.error, json, io)
    const result = imported?.value ?? null
    io.out(json ? importJson(looked.value, result) : importedText(looked.value, result, language))
    return statusOf(looked.value.preview, result)
  } finally {
    await app.value.close()
  }
}

function statusOf(preview: ImportPreviewView, imported: ImportResult | null): number {
  if (imported === null && preview.stored > 0) return 3
  return preview.bundles.some(({ refused }) => refused !== null) || preview.counts.foreignSeason > 0 ? 1 : 0
}

function question({ stored }: ImportPreviewView, language: Language): string {
  return language === 'vi' ? `Nhập ${stored} bản ghi? [c/K] ` : `Import ${stored} records? [y/N] `
}

/** The season of the folder, and what the bundles would change in it. */
async function look(
  app: OpenedApp,
  paths: readonly string[],
  expected: ExpectedSeason,
  json: boolean,
): Promise<Result<ImportReport, Refusal>> {
  // The service knows files by tickets; which path is wrong is said here.
  for (const path of paths) {
    const file = openFileSource(path)
    if (!file.ok) return err(unreadableFile(path, file.error))
    file.value.close()
  }
  const status = await app.call('workspace.status', {})
  if (!status.ok) return status
  const season = status.value.state === 'open' ? status.value.season : null
  if (season === null) return err({ code: 'failure', failure: { code: 'noSeason' } })
  const [other] = trustIn([season.id], expected, createCrypto()).problems
  if (other !== undefined) return err({ code: 'verification', problem: other })
  const view = await app.call('season.get', {})
  if (!view.ok) return view
  const files = paths.map((path) => app.handle(resolve(path)))
  const preview = await app.call('exchange.preview', { files })
  if (!preview.ok) return preview
  const items = json
    ? await wholeItems(app, preview.value.token, () => true, Number.POSITIVE_INFINITY)
    : await wholeItems(app, preview.value.token, (item) => item.class !== 'present', shownItems)
  if (!items.ok) return items
  return ok({ season: view.value.season, id: season.id, preview: preview.value, items: items.value })
}
