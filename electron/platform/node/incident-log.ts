import { randomBytes } from 'node:crypto'
import { appendFileSync, mkdirSync, mkdtempSync, renameSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDataFolder } from './private-folder.ts'

export interface IncidentLog {
  /** Writes the defect down and gives its number. Never throws: a full disk must not hide the first fault. */
  readonly report: (call: string, thrown: unknown) => string
}

/**
 * Defects go to `log/incidents.log` of the data folder, or to a temporary folder where that cannot be written or was
 * refused, and to standard error. Only the stack is kept, never the input of the call: that may hold a passphrase.
 */
export function createIncidentLog(dataFolder: string): IncidentLog {
  return {
    report: (call, thrown) => {
      const incident = randomBytes(4).toString('hex')
      const line = `${new Date().toISOString()} ${incident} ${call}\n${describe(thrown)}\n\n`
      process.stderr.write(line)
      if (!isDataFolder(dataFolder) || !append(join(dataFolder, 'log'), line)) appendElsewhere(line)
      return incident
    },
  }
}

const keptBytes = 2 * 1024 * 1024

function append(folder: string, line: string): boolean {
  const file = join(folder, 'incidents.log')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (sizeOf(file) > keptBytes) renameSync(file, join(folder, 'incidents.1.log'))
    appendFileSync(file, line, { mode: 0o600 })
    return true
  } catch {
    return false
  }
}

/** A folder of its own: a name that can be foreseen could be a link of another user's. */
function appendElsewhere(line: string): void {
  try {
    append(mkdtempSync(join(tmpdir(), 'giao-uoc-log-')), line)
  } catch {
    // Standard error has it.
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

function describe(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
}
