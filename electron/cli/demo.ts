import { mkdirSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { inputProblem } from '../../shared/contract/input-problem.ts'
import { authoritySeat, leadSeat, type RoundCode } from '../../shared/domain/ids.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { bundledPresets } from '../host/presets.ts'
import { receive, send } from '../services/practice/carry.ts'
import { clusterRound, playBeginning } from '../services/practice/founding-case.ts'
import { playRound } from '../services/practice/score-round.ts'
import { PlayRefusal } from '../services/practice/stage.ts'
import { type Preset, type PresetFile, readPreset } from '../services/presets.ts'
import { readCommandLine, unexpected, wantsHelp, wantsJson } from './arguments.ts'
import { demoJson, demoText } from './demo-report.ts'
import { createDemoStage, type DemoStage } from './demo-stage.ts'
import type { Output } from './output.ts'
import { type Refusal, refuse } from './refusal.ts'
import type { PlaceReport } from './standings-report.ts'
import { readJsonFile, unreadable } from './text-file.ts'
import { programVersion } from './version.ts'

const usage = `demo --out DIR [--seed N] [--preset FILE] [--scale FILE] [--json]

Diễn lại trường hợp lập năm thi đua, không cần màn hình: cơ quan thường trực lập năm thi đua, các cụm trưởng và đơn
vị tham gia bằng mã mời, ký giao ước, tự chấm, kiểm tra chéo, thẩm định, trao đổi gói dữ liệu, chốt đợt.
Plays the founding case headless: the authority founds, leads and units join by invitation, the agreement is signed,
one round is scored on three layers, exchanged as bundle files, merged and closed.

  --out DIR      thư mục trống: DIR/machines, DIR/bundles / an empty folder
  --seed N       số nguyên; cùng số, cùng kết quả (mặc định 1) / same seed, same digests
  --preset FILE  mẫu năm thi đua (JSON) / season preset
  --scale FILE   thang bảng điểm (JSON) / scale
  --json         cho chương trình khác đọc / for programs
`

export interface DemoReport {
  readonly seed: number
  readonly season: string
  readonly name: string
  readonly machines: number
  readonly bundles: number
  readonly records: number
  readonly fingerprint: string
  /** Every lead and the authority hold the same records at the end. */
  readonly agreed: boolean
  readonly agreement: {
    readonly title: string
    readonly signatures: readonly {
      readonly seat: string
      readonly unit: string
      readonly name: string
      readonly rank: string
      readonly position: string
      readonly at: string
      readonly signature: string
    }[]
    readonly parties: number
  }
  readonly standings: readonly PlaceReport[]
  readonly seconds: number
}

/** The verb `demo`. Returns the exit status. */
export async function runDemo(args: readonly string[], io: Output): Promise<number> {
  if (wantsHelp(args)) {
    io.out(usage)
    return 0
  }
  const json = wantsJson(args)
  const asked = readDemoOptions(args)
  if (!asked.ok) return refuse(asked.error, json, io)
  let report: DemoReport
  try {
    report = await playDemo(asked.value, (text) => {
      if (!json) io.err(text)
    })
  } catch (thrown) {
    // A play has no refusals of its own: what is left is the disk (full, read-only, gone).
    if (!(thrown instanceof PlayRefusal)) throw thrown
    return refuse({ code: 'failure', failure: thrown.failure }, json, io)
  }
  io.out(json ? `${JSON.stringify(demoJson(report), null, 2)}\n` : demoText(report))
  return report.agreed && report.standings.every((place) => place.digestMatches === true) ? 0 : 1
}

interface DemoOptions {
  readonly folder: string
  readonly seed: number
  readonly file: PresetFile
  readonly preset: Preset
}

function readDemoOptions(args: readonly string[]): Result<DemoOptions, Refusal> {
  const line = readCommandLine(args, {
    out: { type: 'string' },
    seed: { type: 'string' },
    preset: { type: 'string' },
    scale: { type: 'string' },
  })
  if (!line.ok) return line
  const { out, seed = '1', preset: presetPath, scale: scalePath } = line.value.values
  if (typeof out !== 'string' || out === '')
    return err({ code: 'usage', detail: { vi: 'cần --out THƯ_MỤC', en: 'demo needs --out DIR' } })
  if (line.value.words.length > 0) return err({ code: 'usage', detail: unexpected(line.value.words) })
  if (typeof seed !== 'string' || !/^\d{1,15}$/.test(seed)) {
    return err({ code: 'usage', detail: { vi: '--seed nhận số nguyên', en: '--seed takes a whole number' } })
  }
  const [bundled] = bundledPresets
  const season =
    typeof presetPath === 'string' ? readJsonFile(presetPath, largestPreset) : ok(bundled?.season)
  if (!season.ok) return season
  const scale = typeof scalePath === 'string' ? readJsonFile(scalePath, largestPreset) : ok(bundled?.scale)
  if (!scale.ok) return scale
  const file: PresetFile = { id: 'demo', season: season.value, scale: scale.value }
  const preset = readPreset(file)
  if (!preset.ok) {
    const name = typeof presetPath === 'string' ? presetPath : String(scalePath ?? '')
    return err({ code: 'presetInvalid', file: name, ...preset.error })
  }
  if (!preset.value.season.rounds.some((each) => each.scope === 'withinCluster')) {
    const missing = inputProblem('rounds', 'withinCluster', 'missing')
    return err({ code: 'presetInvalid', file: String(presetPath), inputs: [missing], scale: [] })
  }
  const folder = resolve(out)
  const made = makeEmptyFolder(folder)
  return made.ok ? ok({ folder, seed: Number(seed), file, preset: preset.value }) : made
}

/** Bytes; a scale or season of a record has at most 4 MiB. */
const largestPreset = 16 * 1024 * 1024

function makeEmptyFolder(folder: string): Result<null, Refusal> {
  try {
    mkdirSync(folder, { recursive: true })
    if (readdirSync(folder).length > 0) return err({ code: 'folderNotEmpty', folder })
    mkdirSync(join(folder, 'bundles'))
    return ok(null)
  } catch {
    return err(unreadable(folder, 'notWritable'))
  }
}

async function playDemo(options: DemoOptions, say: (text: string) => void): Promise<DemoReport> {
  const started = performance.now()
  const { folder, seed, file, preset } = options
  const { year, name } = preset.season
  const stage = createDemoStage({
    folder,
    seed,
    year,
    presets: [file],
    version: programVersion,
    progress: (done, total) => say(`\r${done}/${total}${done === total ? '\n' : ''}`),
  })
  try {
    const played = await playBeginning(stage, { preset: file.id, year, name })
    const round = clusterRound(played.season, 0)
    await playRound(stage, played, round)
    const agreed = await shareEverything(
      stage,
      played.season.clusters.map((cluster) => leadSeat(cluster.code)),
    )
    return await reportOf(stage, options, round, agreed, started)
  } finally {
    await stage.close()
  }
}

/** The authority hands everything back to the leads; from then on all of them hold the same records. */
async function shareEverything(
  stage: DemoStage,
  leads: readonly ReturnType<typeof leadSeat>[],
): Promise<boolean> {
  const everything = await send(stage, authoritySeat, leads, 'full')
  const { fingerprint } = await stage.playerOf(authoritySeat).call('season.get', {})
  let agreed = true
  for (const lead of leads) {
    const player = stage.playerOf(lead)
    await receive(player, [everything])
    const theirs = await player.call('season.get', {})
    if (theirs.fingerprint.full !== fingerprint.full) agreed = false
  }
  return agreed
}

async function reportOf(
  stage: DemoStage,
  { folder, seed }: DemoOptions,
  round: RoundCode,
  agreed: boolean,
  started: number,
): Promise<DemoReport> {
  const authority = stage.playerOf(authoritySeat)
  const status = await authority.call('workspace.status', {})
  const view = await authority.call('season.get', {})
  const { agreements } = await authority.call('agreement.list', {})
  const agreement = agreements.find((each) => each.current && each.body.scope === null)
  const standings: PlaceReport[] = []
  for (const { code } of view.season.clusters) {
    const table = await authority.call('standings.get', { round, cluster: code })
    standings.push({
      round,
      roundName: table.roundName,
      cluster: code,
      name: table.clusterName,
      digest: table.digest,
      official: table.official !== null,
      reopened: table.reopened?.reason ?? null,
      digestMatches: table.official?.digestMatches ?? null,
      differences: [],
      rows: table.rows,
    })
  }
  return {
    seed,
    season: status.state === 'open' ? (status.season?.id ?? '') : '',
    name: view.season.name,
    machines: stage.machines,
    bundles: readdirSync(join(folder, 'bundles')).length,
    records: view.records.held,
    fingerprint: view.fingerprint.full,
    agreed,
    agreement: {
      title: agreement?.body.title ?? '',
      parties: agreement?.parties.length ?? 0,
      signatures: (agreement?.parties ?? []).flatMap(({ seat, unitName, signed }) =>
        signed === null
          ? []
          : [
              {
                seat,
                unit: unitName ?? '',
                name: signed.name,
                rank: signed.rank,
                position: signed.position,
                at: signed.at,
                signature: signed.shortSignature,
              },
            ],
      ),
    },
    standings,
    seconds: Math.round((performance.now() - started) / 100) / 10,
  }
}
