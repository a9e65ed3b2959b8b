import { text } from 'node:stream/consumers'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { parseInvitation, type TypedInvitation } from '../../shared/ledger/invitation.ts'
import type { Bilingual } from '../../shared/messages/words.ts'
import type { ExpectedSeason } from '../services/season-trust.ts'
import type { Refusal } from './refusal.ts'
import { readTextFile } from './text-file.ts'

/** The options by which a person says, from paper, which season it should be. */
export const seasonOptions = { season: { type: 'string' }, slip: { type: 'string' } } as const

export const seasonUsage: Bilingual = {
  vi: `  --season MÃ    mã năm thi đua ghi trên giấy: 64 chữ số hệ 16, hoặc ít nhất 16 chữ số đầu
  --slip TỆP|-   tệp (hoặc đầu vào chuẩn) chứa mã trên phiếu mời (28 + 8 ký tự) hoặc nội dung mã QR; mã là bí mật
                 nên không ghi thẳng vào lệnh`,
  en: `  --season ID    the season's id from paper: 64 hex digits, or at least the first 16
  --slip FILE|-  a file (or standard input) with the code of an invitation slip (28 + 8 characters) or the text of
                 its QR; the code is a secret and never stands in the command itself`,
}

/** What `--season` or `--slip` says; neither: nothing is expected. */
export async function readExpectedSeason(
  values: Readonly<Record<string, string | boolean | undefined>>,
): Promise<Result<ExpectedSeason, Refusal>> {
  const { season, slip } = values
  if (typeof season === 'string' && typeof slip === 'string') {
    return usage({ vi: 'chỉ dùng một trong --season và --slip', en: 'use either --season or --slip' })
  }
  if (typeof season === 'string') {
    const prefix = season.replace(/[\s:-]/g, '').toLowerCase()
    return /^[0-9a-f]{16,64}$/.test(prefix)
      ? ok({ by: 'season', prefix })
      : usage({
          vi: '--season cần 64 chữ số hệ 16, hoặc ít nhất 16 chữ số đầu',
          en: '--season takes 64 hex digits, or at least the first 16',
        })
  }
  if (typeof slip !== 'string') return ok({ by: 'nothing' })
  const content = await contentOf(slip)
  if (!content.ok) return content
  const found = slipIn(content.value)
  return found === null ? err({ code: 'slipInvalid', file: slip }) : ok({ by: 'slip', slip: found })
}

/** A slip as it was typed, scanned, or saved by the program: secret and check group on lines of their own. */
function slipIn(content: string): TypedInvitation | null {
  const lines = content.replace(/^\uFEFF/, '').split(/\r?\n/)
  const pairs = lines.map((line, at) => `${line} ${lines[at + 1]?.replace(/^.*:/, '') ?? ''}`)
  for (const candidate of [content, ...lines, ...pairs]) {
    const read = parseInvitation(candidate)
    if (read.ok) return read.value
  }
  return null
}

/** A slip is a page at most. */
const largestSlip = 64 * 1024

async function contentOf(path: string): Promise<Result<string, Refusal>> {
  if (path === '-') return ok((await text(process.stdin)).slice(0, largestSlip))
  return readTextFile(path, largestSlip)
}

function usage(detail: Bilingual): Result<never, Refusal> {
  return err({ code: 'usage', detail })
}
