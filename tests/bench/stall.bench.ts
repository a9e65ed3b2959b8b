import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { startApp } from '../../electron/worker/app-client.ts'
import { expectDefined } from '../../shared/kernel/result.ts'
import { bigSeason } from '../support/big-season.ts'
import { call, callBytes, hostInfo, receive } from './bench-app.ts'
import { bundleOf } from './import.bench.ts'
import { type BenchRow, limitRow } from './measure.ts'

/**
 * How long the host's own thread stands still while its worker previews and imports 100,000 entries: the worker,
 * the channel and the calls are the ones both hosts use.
 */
export async function rows(): Promise<readonly BenchRow[]> {
  const season = bigSeason(57, 10)
  const founding = bundleOf(season, expectDefined(season.feeds[0], 'the founder'))
  const everything = bundleOf(season)
  const folder = mkdtempSync(join(tmpdir(), 'giaouoc-bench-'))
  const worker = new URL('../../electron/worker/worker.ts', import.meta.url)
  const app = startApp(worker, { dataFolder: folder, hostInfo }, null)
  try {
    const file = await receive(app, 'season.giaouoc', founding)
    const passphrase = 'do luong nhap khau lon'
    await call(app, 'joining.commit', { files: [file], code: season.guestSlip, account: 'Bộ đo', passphrase })
    const big = await receive(app, 'all.giaouoc', everything)
    const delay = monitorEventLoopDelay({ resolution: 1 })
    const started = performance.now()
    delay.enable()
    // A host passes the reply on unread, so only the token is looked at.
    const preview = await callBytes(app, 'exchange.preview', { files: [big] })
    const token = expectDefined(/"token":"([^"]+)"/.exec(startOf(preview))?.[1], 'a token')
    await callBytes(app, 'exchange.commit', { token })
    delay.disable()
    const seconds = (performance.now() - started) / 1000
    // The sampler's own 1 ms tick is part of what it measures.
    const stall = delay.max / 1e6 - 1
    const samples = { median: stall, min: stall, max: stall, runs: 1 }
    console.error(`bench: previewed and imported the bundle in ${seconds.toFixed(2)} s`)
    return [limitRow('longest stall of the host during that import', season.entries, samples, 50)]
  } finally {
    await app.dispose()
    rmSync(folder, { recursive: true, force: true })
  }
}

function startOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, 500))
}
