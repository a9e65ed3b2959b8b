import { readFileSync, statSync } from 'node:fs'
import { utf8Text } from '../../shared/kernel/bytes.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { refused, type ScoreProblem } from './score-problem.ts'

/** Reads a whole text file of at most `limit` bytes, without its byte-order mark. */
export function readText(file: string, limit: number): Result<string, ScoreProblem> {
  const bytes = readBytes(file, limit)
  return bytes.ok ? textOf(file, bytes.value) : bytes
}

/** Reads a file of at most `limit` bytes. */
export function readBytes(file: string, limit: number): Result<Uint8Array, ScoreProblem> {
  try {
    const stat = statSync(file)
    if (!stat.isFile()) return err(refused({ code: 'fileUnreadable', file }))
    if (stat.size > limit) return err(refused({ code: 'fileTooLarge', file, limit }))
    return ok(readFileSync(file))
  } catch (thrown) {
    const missing = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT'
    return err(refused({ code: missing ? 'fileNotFound' : 'fileUnreadable', file }))
  }
}

/** Bytes of a file as text, without a byte-order mark. */
export function textOf(file: string, bytes: Uint8Array): Result<string, ScoreProblem> {
  const text = utf8Text(bytes)
  if (!text.ok) return err(refused({ code: 'notUtf8', file }))
  const plain = text.value.replace(/^\ufeff/, '')
  return plain.trim() === '' ? err(refused({ code: 'fileEmpty', file })) : ok(plain)
}
