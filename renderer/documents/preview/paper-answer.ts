import { compareCheckCodes, readCheckCode, readDocumentQrText } from '../../../shared/documents/check-code.ts'
import { checkCodeProblemText, previewText } from '../../../shared/messages/documents.ts'
import type { Language } from '../../../shared/messages/words.ts'

/** What the typed text says about the document whose code is `shown`. */
export function answerTo(typed: string, shown: string, language: Language): string {
  const known = readCheckCode(shown)
  if (!known.ok) return checkCodeProblemText(known.error, language)
  const scanned = readDocumentQrText(typed)
  const read = scanned.ok ? { ok: true as const, value: scanned.value.code } : readCheckCode(typed)
  if (!read.ok) return checkCodeProblemText(read.error, language)
  switch (compareCheckCodes(read.value, known.value)) {
    case 'same':
      return previewText('paperSame', language)
    case 'changedSince':
      return previewText('paperChanged', language)
    case 'other':
      return previewText('paperOther', language)
  }
}
