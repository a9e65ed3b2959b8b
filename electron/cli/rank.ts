import { statSync } from 'node:fs'
import type { RecordId, SeasonId } from '../../shared/domain/ids.ts'
import type { DecodedBundle } from '../../shared/exchange/decode-bundle.ts'
import { type OpenBundle, openHeld } from '../../shared/exchange/open-bundle.ts'
import { noKeys, readBundleSet } from '../../shared/exchange/read-bundle-set.ts'
import type { Hasher } from '../../shared/kernel/ports.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { finish } from '../../shared/kernel/work.ts'
import { standingsDigest } from '../../shared/ledger/fingerprint.ts'
import type { ReadRecord } from '../../shared/ledger/read-record.ts'
import { clusterName, type Language } from '../../shared/messages/words.ts'
import { createCrypto } from '../platform/node/crypto.ts'
import { openDifferences } from '../services/closing-gaps.ts'
import { placesOf, reopenedAt } from '../services/places.ts'
import { type ExpectedSeason, isExpectedSeason, type SeasonTrust, trustIn } from '../services/season-trust.ts'
import { type StandingsSource, sourceOf, standingRows, standingsAt } from '../services/standings.ts'
import { stateOfRecords } from '../services/state-of-records.ts'
import { readCommandLine, wantsHelp, wantsJson } from './arguments.ts'
import { isDataFolder, openDataFolder } from './data-folder.ts'
import { readExpectedSeason, seasonOptions, seasonUsage } from './expected-season.ts'
import type { Output } from './output.ts'
import { type Refusal, refuse } from './refusal.ts'
import { type PlaceReport, placeJson, placeText } from './standings-report.ts'
import { openBundleFile } from './verify-files.ts'
import { founderText } from './verify-report.ts'

const usage = `rank DATA_FOLDER|BUNDLE… [--round CODE] [--season ID | --slip FILE|-] [--account NAME]
     [--language vi|en] [--json]

Bảng xếp hạng của mọi đợt có phiếu chấm: từ một thư mục dữ liệu (mật khẩu từ tệp GIAOUOC_PASSPHRASE_FILE hoặc đầu vào
chuẩn; thư mục thực hành tự mở), hoặc từ một hay nhiều gói dữ liệu, không cần cơ sở dữ liệu.
Standings of every round that has sheets: of a data folder (passphrase from the file GIAOUOC_PASSPHRASE_FILE or from
standard input; practice folders open by themselves), or of bundles, without any database.

${seasonUsage.vi}
Có nhiều năm thi đua thì --season hoặc --slip chọn một; không có thì kết quả nói rõ người lập chưa được kiểm tra.

${seasonUsage.en}
Of several seasons --season or --slip picks one; without either the output says that the founder was not checked.
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
    ...seasonOptions,
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
  const expected = await readExpectedSeason(values)
  if (!expected.ok) return refuse(expected.error, json, io)
  const ranked = await rankedFrom(words, account, expected.value)
  if (!ranked.ok) return refuse(ranked.error, json, io)
  const { season, trust, places } = ranked.value
  const round = values['round']
  const shown = places.filter((place) => round === undefined || place.round === round)
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
  // A machine knows its own season; of bundles somebody has to say which one it should be.
  const founder = trust === null ? [] : [`${season}\n${founderText(season, trust)[language]}`]
  const founderJson = trust === null ? null : { checked: trust.by !== 'nothing', ...trust }
  io.out(
    json
      ? `${JSON.stringify({ season, founder: founderJson, standings: shown.map(placeJson) }, null, 2)}\n`
      : `${[...founder, ...texts].join('\n\n')}\n`,
  )
  // A seal that does not fit its records is an alarm, not a detail.
  return shown.every((place) => place.digestMatches !== false) ? 0 : 1
}

const noSheets: { readonly [Each in Language]: string } = {
  vi: 'Chưa có phiếu chấm nào.',
  en: 'There are no sheets yet.',
}

interface Ranked {
  readonly season: SeasonId
  /** Null: a machine's own folder. */
  readonly trust: SeasonTrust | null
  readonly places: readonly PlaceReport[]
}

async function rankedFrom(
  paths: readonly string[],
  account: string | undefined,
  expected: ExpectedSeason,
): Promise<Result<Ranked, Refusal>> {
  const crypto = createCrypto()
  const [first, ...others] = paths
  if (first === undefined || others.length > 0 || !(isDataFolder(first) || isFolder(first))) {
    const source = sourceOfBundles(paths, expected)
    if (!source.ok) return source
    const { season } = source.value
    const { trust } = trustIn([season], expected, crypto)
    return ok({ season, trust, places: placeReports(source.value, crypto) })
  }
  const opened = await openDataFolder(first, account)
  if (!opened.ok) return opened
  try {
    const { session } = opened.value
    const [problem] = trustIn([session.id], expected, crypto).problems
    if (problem !== undefined) return err({ code: 'verification', problem })
    return ok({ season: session.id, trust: null, places: placeReports(sourceOf(session), crypto) })
  } finally {
    opened.value.close()
  }
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
          reopened: reopenedAt(source.state, place)?.reason ?? null,
          digestMatches: closing === null ? null : closing.body.standings === digest,
          differences: openDifferences(source, { round: round.code, cluster }, found.value),
          rows: standingRows(found.value),
        },
      ]
    })
}

function sourceOfBundles(
  paths: readonly string[],
  expected: ExpectedSeason,
): Result<StandingsSource & { readonly season: SeasonId }, Refusal> {
  const crypto = createCrypto()
  const open: { readonly path: string; readonly bundle: OpenBundle }[] = []
  for (const path of paths) {
    const file = openBundleFile(path)
    if (!file.ok) return file
    const opened = finish(openHeld(file.value.source, crypto))
    if (!opened.ok) return err({ code: 'bundle', file: path, error: opened.error })
    open.push({ path, bundle: opened.value })
  }
  const seasons = [...new Set(open.map(({ bundle }) => bundle.header.season))]
  const picked = seasons.filter((each) => isExpectedSeason(expected, each, crypto))
  const [season, second] = picked
  if (season === undefined) {
    const [problem] = trustIn(seasons, expected, crypto).problems
    return problem === undefined ? err({ code: 'noFounding' }) : err({ code: 'verification', problem })
  }
  if (second !== undefined) return err({ code: 'bundlesDiffer', seasons: picked })
  const ofSeason = open.filter(({ bundle }) => bundle.header.season === season)
  const bundles = ofSeason.map(({ bundle }) => bundle)
  const read = finish(readBundleSet({ bundles, season: null, keyOf: noKeys, isTrusted: () => true, crypto }))
  const chosen: DecodedBundle[] = []
  for (const [index, outcome] of read.entries()) {
    if (!outcome.ok) return err({ code: 'bundle', file: ofSeason[index]?.path ?? '', error: outcome.error })
    chosen.push(outcome.value)
  }
  const records = new Map<RecordId, ReadRecord>()
  for (const { record } of chosen.flatMap((bundle) => bundle.records)) {
    if (records.get(record.id)?.bodyBytes == null) records.set(record.id, record)
  }
  const state = stateOfRecords(season, [...records.values()], crypto)
  if (state === null) return err({ code: 'noFounding' })
  return ok({
    season,
    state,
    bodyOf: (id) => records.get(id)?.typed ?? null,
    basisOf: (id) => records.get(id)?.envelope.basis ?? null,
  })
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}
