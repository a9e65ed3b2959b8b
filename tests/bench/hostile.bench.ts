import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AppClient, startApp } from '../../electron/worker/app-client.ts'
import { bundleLimits, strangerLimits } from '../../shared/exchange/limits.ts'
import { concatBytes, utf8Bytes } from '../../shared/kernel/bytes.ts'
import { expectDefined } from '../../shared/kernel/result.ts'
import { forge, frame, integer, partsOf, withHash } from '../exchange/bundle-forge.ts'
import { bodyOf, chain, liar } from '../exchange/strangers.ts'
import { type BigSeason, bigSeason, tinyFeed } from '../support/big-season.ts'
import { call, callBytes, hostInfo, receive } from './bench-app.ts'
import { bundleOf } from './import.bench.ts'
import { type BenchRow, floorRow, limitRow, ratioRow, type Samples, sample } from './measure.ts'

const tiny = 100_000
const mebibyte = 1024 * 1024

/** What files cost that nobody answers for, in time and memory, and whether the worker answers others meanwhile. */
export async function rows(): Promise<readonly BenchRow[]> {
  const season = bigSeason(20, 10)
  const folder = mkdtempSync(join(tmpdir(), 'giaouoc-bench-'))
  const stick = join(folder, 'Desktop')
  mkdirSync(stick)
  const files = writeFiles(stick, season)
  process.env['HOME'] = folder // so that the folder is among the usual places
  const worker = new URL('../../electron/worker/worker.ts', import.meta.url)
  const app = startApp(worker, { dataFolder: join(folder, 'data'), hostInfo }, null)
  try {
    const founding = bundleOf(season, expectDefined(season.feeds[0], 'the founder'))
    const file = await receive(app, 'season.giaouoc', founding)
    const passphrase = 'do luong goi thu dich'
    await call(app, 'joining.commit', { files: [file], code: season.guestSlip, account: 'Bộ đo', passphrase })
    const preview = previewer(app, await handlesOn(app, 'Desktop'))
    const honest = await sample(
      2,
      () => {},
      () => preview('honest.giaouoc'),
    )
    const rows: BenchRow[] = [floorRow('preview of an honest bundle of 8 MB', files.honest, honest)]
    for (const [name, file, bytes] of [
      ['preview of unsigned 320 kB of marks', 'small.giaouoc', files.small],
      ['preview of unsigned 8 MB of marks', 'marks.giaouoc', files.marks],
      ['preview of 1 GB of zeros', 'zeros.giaouoc', bundleLimits.fileBytes],
      ['preview of a stranger’s 200,000 records', 'stranger.giaouoc', files.stranger],
      ['preview of a stranger’s million empty lists', 'lists.giaouoc', files.lists],
      ['preview of as many lists as a stranger may send', 'dense.giaouoc', files.dense],
      ['preview of 100 MB of false introductions', 'liars.giaouoc', files.liars],
    ] as const) {
      const watched = watchMemory()
      const samples = await sample(
        2,
        () => {},
        () => preview(file),
      )
      rows.push(
        file === 'marks.giaouoc'
          ? ratioRow(name, bytes, samples, honest, 2)
          : limitRow(name, bytes, samples, 2000),
      )
      rows.push(limitRow(`${name}: memory taken (MB)`, bytes, single(watched()), 200))
    }
    return [...rows, ...(await tinyRows(app, preview))]
  } finally {
    await app.dispose()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Previewer = (name: string) => Promise<Uint8Array>

function previewer(app: AppClient, handles: ReadonlyMap<string, string>): Previewer {
  return (name) =>
    callBytes(app, 'exchange.preview', { files: [expectDefined(handles.get(name), name) as never] })
}

/** 100,000 tiny records of somebody known: how large the answer is, and how long others wait for theirs. */
async function tinyRows(app: AppClient, preview: Previewer): Promise<readonly BenchRow[]> {
  let longest = 0
  let going = true
  const pings = (async () => {
    while (going) {
      const asked = performance.now()
      await callBytes(app, 'workspace.status', {})
      longest = Math.max(longest, performance.now() - asked)
    }
  })()
  const started = performance.now()
  const reply = await preview('tiny.giaouoc')
  const took = performance.now() - started
  going = false
  await pings
  return [
    { ...floorRow('preview of 100,000 tiny records', tiny, single(took)), verdict: 'shown' },
    limitRow(
      'preview of 100,000 tiny records: bytes of the answer (kB)',
      tiny,
      single(reply.length / 1000),
      200,
    ),
    limitRow('longest wait for another call meanwhile', tiny, single(longest), 50),
  ]
}

function single(value: number): Samples {
  return { median: value, min: value, max: value, runs: 1 }
}

/** How much more memory the process held at most, in MB; worker and host are one process. */
function watchMemory(): () => number {
  const before = process.memoryUsage.rss()
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 5)
  return () => {
    clearInterval(timer)
    return Math.max(0, most - before) / mebibyte
  }
}

async function handlesOn(app: AppClient, label: string): Promise<ReadonlyMap<string, string>> {
  const places = await call(app, 'files.places', {})
  const place = expectDefined(
    places.find((each) => each.label === label),
    'the folder',
  )
  const { entries } = await call(app, 'files.browse', { folder: place.handle })
  return new Map(entries.map(({ name, handle }) => [name, handle]))
}

function writeFiles(folder: string, season: BigSeason) {
  const put = (name: string, bytes: Uint8Array): number => {
    writeFileSync(join(folder, name), bytes)
    return bytes.length
  }
  const everything = bundleOf(season)
  put('zeros.giaouoc', new Uint8Array(1))
  truncateSync(join(folder, 'zeros.giaouoc'), bundleLimits.fileBytes)
  return {
    honest: put('honest.giaouoc', everything),
    small: put('small.giaouoc', unsignedMarks(everything, 320_000)),
    marks: put('marks.giaouoc', unsignedMarks(everything, everything.length)),
    stranger: put('stranger.giaouoc', strangers(everything, 200_000)),
    lists: put('lists.giaouoc', chain('a stranger', [bodyOf(strangerLimits.bytes - 20_000, '[]')])),
    dense: put('dense.giaouoc', chain('a stranger', [bodyOf(strangerLimits.values * 1.4, '[]')])),
    liars: put('liars.giaouoc', liar('a liar', bodyOf(mebibyte, '[[[[[[[[[[]]]]]]]]]]'), 100)),
    tiny: put('tiny.giaouoc', bundleOf(season, tinyFeed(season, tiny))),
  }
}

/** Bodies of marks in the order that is dearest to normalise, in the frame of an honest bundle; signed by nobody. */
function unsignedMarks(honest: Uint8Array, size: number): Uint8Array {
  const { header } = partsOf(honest)
  const marks = Math.floor(Math.min(size, 4_000_000) / 4)
  const text = utf8Bytes(`"a${'\u0301'.repeat(marks)}${'\u0323'.repeat(marks)}"`)
  const payload = concatBytes(new Uint8Array(64), integer(4, 2), utf8Bytes('{}'), text)
  const frames = Array.from({ length: Math.ceil(size / payload.length) }, () => frame(1, payload))
  return forge(nobody, { header: withHash(header, frames), frames })
}

/** Many records of a device that introduces itself by nothing. */
function strangers(honest: Uint8Array, count: number): Uint8Array {
  const { header } = partsOf(honest)
  const one = frame(1, new Uint8Array(400))
  const all = new Uint8Array(count * one.length)
  for (let index = 0; index < count; index++) all.set(one, index * one.length)
  const frames = [all]
  const author = 'a'.repeat(32) as typeof header.exporter
  const slices = [{ author, from: 1, to: count, head: 'b'.repeat(64) as never }]
  return forge(nobody, { header: { ...withHash(header, frames), exporter: author, slices }, frames })
}

const nobody = { publicKey: new Uint8Array(32), sign: () => new Uint8Array(64) }
