import type { RebuildReport } from '../../db/season-store.ts'
import { shortFingerprint } from '../../shared/ledger/fingerprint.ts'
import { createCrypto } from '../platform/node/crypto.ts'
import type { SeasonSession } from '../services/season-session.ts'
import { sourceOf } from '../services/standings.ts'
import { storeFailure } from '../services/storage-failures.ts'
import { readCommandLine, wantsHelp, wantsJson } from './arguments.ts'
import { openDataFolder } from './data-folder.ts'
import type { Output } from './output.ts'
import { placeReports } from './rank.ts'
import { refuse } from './refusal.ts'

const usage = `rebuild DATA_FOLDER [--account NAME] [--json]

Kiểm tra cơ sở dữ liệu, dựng lại mọi thứ từ sổ ghi rồi so sánh trạng thái và bảng xếp hạng; khác nhau thì mã thoát là 1.
Checks the database, replays the ledger and compares state and standings; exit status 1 on any difference.
`

/** The verb `rebuild`. Returns the exit status. */
export async function runRebuild(args: readonly string[], io: Output): Promise<number> {
  if (wantsHelp(args)) {
    io.out(usage)
    return 0
  }
  const json = wantsJson(args)
  const line = readCommandLine(args, { account: { type: 'string' } })
  if (!line.ok) return refuse(line.error, json, io)
  const [folder, extra] = line.value.words
  if (folder === undefined || extra !== undefined) {
    return refuse(
      { code: 'usage', detail: { vi: 'cần một thư mục dữ liệu', en: 'rebuild needs one data folder' } },
      json,
      io,
    )
  }
  const account = line.value.values['account']
  const opened = await openDataFolder(folder, typeof account === 'string' ? account : undefined)
  if (!opened.ok) return refuse(opened.error, json, io)
  try {
    const outcome = compare(opened.value.session)
    if (!outcome.ok) return refuse({ code: 'failure', failure: outcome.error }, json, io)
    const { value } = outcome
    io.out(json ? `${JSON.stringify(value, null, 2)}\n` : reportText(value))
    return value.equal ? 0 : 1
  } finally {
    opened.value.close()
  }
}

interface Comparison {
  readonly equal: boolean
  readonly records: number
  readonly fingerprint: string
  readonly differences: RebuildReport['differences']
  /** Places whose standings are others after the replay. */
  readonly standings: readonly {
    readonly round: string
    readonly cluster: string | null
    readonly equal: boolean
  }[]
  readonly integrity: readonly unknown[]
}

type Outcome =
  | { readonly ok: true; readonly value: Comparison }
  | { readonly ok: false; readonly error: ReturnType<typeof storeFailure> }

function compare(session: SeasonSession): Outcome {
  const { store } = session
  const integrity = store.verifyIntegrity()
  if (!integrity.ok) return { ok: false, error: storeFailure(integrity.error) }
  const hasher = createCrypto()
  const before = placeReports(sourceOf(session), hasher)
  const rebuilt = store.rebuild()
  if (!rebuilt.ok) return { ok: false, error: storeFailure(rebuilt.error) }
  const digestAfter = new Map(
    placeReports(sourceOf(session), hasher).map((place) => [keyOf(place), place.digest] as const),
  )
  const standings = before.map((place) => ({
    round: place.round,
    cluster: place.cluster,
    equal: digestAfter.get(keyOf(place)) === place.digest,
  }))
  const { records, differences, equal } = rebuilt.value
  return {
    ok: true,
    value: {
      equal: equal && integrity.value.length === 0 && standings.every((place) => place.equal),
      records,
      fingerprint: store.fingerprint(),
      differences,
      standings,
      integrity: integrity.value,
    },
  }
}

function reportText(comparison: Comparison): string {
  const { differences, equal, fingerprint, integrity, records, standings } = comparison
  const changed = standings.filter((place) => !place.equal)
  return [
    equal
      ? `Giống hệt / equal: ${records} bản ghi, ${standings.length} bảng xếp hạng. ${shortFingerprint(fingerprint)}`
      : `KHÁC NHAU / DIFFERENT: ${records} bản ghi`,
    ...integrity.map((problem) => `  ${JSON.stringify(problem)}`),
    ...differences.map(({ table, key }) => `  ${table} ${key}`),
    ...changed.map(({ round, cluster }) => `  ${round} ${cluster ?? ''}`),
    '',
  ].join('\n')
}

function keyOf(place: { readonly round: string; readonly cluster: string | null }): string {
  return `${place.round}/${place.cluster ?? ''}`
}
