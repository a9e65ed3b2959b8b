import { statSync } from 'node:fs'
import type { RecordId } from '../../shared/domain/ids.ts'
import { type DecodedBundle, decodeBundle } from '../../shared/exchange/decode-bundle.ts'
import { verifyBundleSet } from '../../shared/exchange/verify-bundle.ts'
import type { Hasher } from '../../shared/kernel/ports.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { standingsDigest } from '../../shared/ledger/fingerprint.ts'
import type { ReadRecord } from '../../shared/ledger/read-record.ts'
import { clusterName, type Language } from '../../shared/messages/words.ts'
import { createCrypto } from '../platform/node/crypto.ts'
import { placesOf } from '../services/places.ts'
import { type StandingsSource, sourceOf, standingRows, standingsAt } from '../services/standings.ts'
import { stateOfRecords } from '../services/state-of-records.ts'
import { readCommandLine, wantsHelp, wantsJson } from './arguments.ts'
import { isDataFolder, openDataFolder } from './data-folder.ts'
import type { Output } from './output.ts'
import { type Refusal, refuse } from './refusal.ts'
import { type PlaceReport, placeJson, placeText } from './standings-report.ts'
import { readBundleFile } from './verify-files.ts'

const usage = `rank DATA_FOLDER|BUNDLE… [--round CODE] [--account NAME] [--language vi|en] [--json]

Bảng xếp hạng của mọi đợt có phiếu chấm: từ một thư mục dữ liệu (mật khẩu từ tệp GIAOUOC_PASSPHRASE_FILE hoặc đầu vào
chuẩn; thư mục thực hành tự mở), hoặc từ một hay nhiều gói dữ liệu, không cần cơ sở dữ liệu.
Standings of every round that has sheets: of a data folder (passphrase from the file GIAOUOC_PASSPHRASE_FILE or from
standard input; practice folders open by themselves), or of bundles, without any database.
`

/** The verb `rank`. Returns the exit status. */
export async function runRank(args: readonly string[], io: Output): Promise<number> {
  if (wantsHelp(args)) {
    io.out(usage)
    return 0
  }
  const json = wantsJson(args)
  const line = readCommandLine(args, {
    round: { type: 'string' },
    account: { type: 'string' },
    language: { type: 'string' },
  })
  if (!line.ok) return refuse(line.error, json, io)
  const { values, words } = line.value
  if (words.length === 0)
    return refuse(
      {
        code: 'usage',
        detail: { vi: 'cần một thư mục dữ liệu hoặc các gói', en: 'rank needs a data folder or bundles' },
      },
      json,
      io,
    )
  const account = typeof values['account'] === 'string' ? values['account'] : undefined
  const places = await placesFrom(words, account)
  if (!places.ok) return refuse(places.error, json, io)
  const round = values['round']
  const shown = places.value.filter((place) => round === undefined || place.round === round)
  if (round !== undefined && shown.length === 0)
    return refuse(
      {
        code: 'usage',
        detail: {
          vi: `không có phiếu chấm nào của đợt “${round}”`,
          en: `there are no sheets of round “${round}”`,
        },
      },
      json,
      io,
    )
  const language: Language = values['language'] === 'en' ? 'en' : 'vi'
  const texts = shown.length === 0 ? [noSheets[language]] : shown.map((place) => placeText(place, language))
  io.out(
    json ? `${JSON.stringify({ standings: shown.map(placeJson) }, null, 2)}\n` : `${texts.join('\n\n')}\n`,
  )
  // A seal that does not fit its records is an alarm, not a detail.
  return shown.every((place) => place.digestMatches !== false) ? 0 : 1
}

const noSheets: { readonly [Each in Language]: string } = {
  vi: 'Chưa có phiếu chấm nào.',
  en: 'There are no sheets yet.',
}

async function placesFrom(
  paths: readonly string[],
  account: string | undefined,
): Promise<Result<readonly PlaceReport[], Refusal>> {
  const [first, ...others] = paths
  if (first !== undefined && others.length === 0 && (isDataFolder(first) || isFolder(first))) {
    const opened = await openDataFolder(first, account)
    if (!opened.ok) return opened
    try {
      return ok(placeReports(sourceOf(opened.value.session), createCrypto()))
    } finally {
      opened.value.close()
    }
  }
  const source = sourceOfBundles(paths)
  return source.ok ? ok(placeReports(source.value, createCrypto())) : source
}

/** The standings of every place that has sheets. */
export function placeReports(source: StandingsSource, hasher: Hasher): readonly PlaceReport[] {
  const { season } = source.state
  return season.rounds
    .flatMap((round) => placesOf(season, round))
    .flatMap((place): readonly PlaceReport[] => {
      const { cluster, round } = place
      const found = standingsAt(source, { round: round.code, cluster }, { traces: false })
      if (!found.ok || found.value.basis.sheets.length === 0) return []
      const { closing, standings } = found.value
      const digest = standingsDigest(standings.statement, hasher)
      return [
        {
          round: round.code,
          roundName: round.name,
          cluster,
          name: clusterName(cluster, season, 'vi'),
          digest,
          official: closing !== null,
          digestMatches: closing === null ? null : closing.body.standings === digest,
          rows: standingRows(found.value),
        },
      ]
    })
}

function sourceOfBundles(paths: readonly string[]): Result<StandingsSource, Refusal> {
  const crypto = createCrypto()
  const bundles: DecodedBundle[] = []
  for (const path of paths) {
    const file = readBundleFile(path)
    if (!file.ok) return file
    const decoded = decodeBundle(file.value.bytes, crypto)
    if (!decoded.ok) return err({ code: 'bundle', file: path, error: decoded.error })
    bundles.push(decoded.value)
  }
  const verified = verifyBundleSet(bundles, null, () => undefined, crypto)
  for (const [index, outcome] of verified.entries()) {
    if (!outcome.ok) return err({ code: 'bundle', file: paths[index] ?? '', error: outcome.error })
  }
  const seasons = [...new Set(bundles.map((bundle) => bundle.header.season))]
  const [season, second] = seasons
  if (season === undefined || second !== undefined) return err({ code: 'bundlesDiffer', seasons })
  const records = new Map<RecordId, ReadRecord>()
  for (const { record } of bundles.flatMap((bundle) => bundle.records)) {
    if (records.get(record.id)?.bodyBytes == null) records.set(record.id, record)
  }
  const state = stateOfRecords(season, [...records.values()], crypto)
  if (state === null) return err({ code: 'noFounding' })
  return ok({
    state,
    bodyOf: (id) => records.get(id)?.typed ?? null,
    basisOf: (id) => records.get(id)?.envelope.basis ?? null,
  })
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}
