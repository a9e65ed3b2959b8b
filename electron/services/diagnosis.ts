import type { Diagnosis } from '../../shared/contract/exchange.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import { contentFor, soundContent } from './export-content.ts'
import { exportKeys } from './known-keys.ts'
import type { Machine } from './machine.ts'
import type { SeasonSession } from './season-session.ts'

/**
 * Reads the whole ledger again: SQLite's own structures, every record's bytes, hash, columns and chain, and every
 * signature. Changes nothing. A disk that does not let it finish is a finding, not a refusal.
 */
export function diagnose(machine: Machine, session: SeasonSession): Result<Diagnosis, never> {
  const { store } = session
  const { crypto, hostInfo } = machine.ports
  const whole = contentFor(session, { content: 'full', recipients: [] })
  const sound = soundContent(session, whole, exportKeys(session), crypto)
  const checked = store.verifyIntegrity()
  return ok({
    at: machine.sources.clock.now(),
    appVersion: hostInfo.version,
    season: session.id,
    device: session.device,
    fingerprint: store.fingerprint(),
    records: sound.feeds.reduce((count, { records }) => count + records.length, 0),
    unsound: sound.leftOut,
    problems: checked.ok
      ? checked.value.map((found) =>
          found.problem === 'database'
            ? { problem: found.problem, record: null, message: found.message }
            : { problem: found.problem, record: found.record, message: null },
        )
      : [{ problem: 'database', record: null, message: checked.error.code }],
  })
}
