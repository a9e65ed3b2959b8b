import { readFileSync, statSync } from 'node:fs'
import { utf8Text } from '../../shared/kernel/bytes.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { refused, type ScoreProblem } from './score-problem.ts'

/** Reads a whole text file of at most `limit` bytes, without its byte-order mark. */
export function readText(file: string, limit: number): Result<string, ScoreProblem> {
  let bytes: Uint8Array
  try {
    const stat = statSync(file)
    if (!stat.isFile()) return err(refused({ code: 'fileUnreadable', file }))
    if (stat.size > limit) return err(refused({ code: 'fileTooLarge', file, limit }))
    bytes = readFileSync(file)
  } catch (thrown) {
    const missing = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT'
    return err(refused({ code: missing ? 'fileNotFound' : 'fileUnreadable', file }))
  }
  const text = utf8Text(bytes)
  if (!text.ok) return err(refused({ code: 'notUtf8', file }))
  const plain = text.value.replace(/^\ufeff/, '')
  return plain.trim() === '' ? err(refused({ code: 'fileEmpty', file })) : ok(plain)
}
