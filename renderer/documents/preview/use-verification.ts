import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SeasonView } from '../../../shared/contract/season.ts'
import { checkCodeOfDigests, documentQrText, showCheckCode } from '../../../shared/documents/check-code.ts'
import {
  contentBytes,
  type DocumentContent,
  identityBytes,
} from '../../../shared/documents/document-content.ts'
import type { Verification } from '../paper/models.ts'

/**
 * What the page proves itself with. Undefined while it is reckoned: a window hashes asynchronously only (in a
 * secure context, which `app://` and 127.0.0.1 are).
 */
export function useVerification(
  content: DocumentContent,
  season: SeasonView,
  provisional: boolean,
): Verification | undefined {
  const [printedAt] = useState(() => new Date().toISOString())
  const { practice } = season.season
  const fingerprint = season.fingerprint
  const query = useQuery({
    queryKey: ['documents.verification', content, fingerprint.full, provisional, practice, printedAt],
    queryFn: async (): Promise<Verification> => {
      const code = checkCodeOfDigests({
        identity: await sha256(identityBytes(content)),
        content: await sha256(contentBytes(content)),
      })
      return {
        checkCode: showCheckCode(code),
        fingerprintShort: fingerprint.short,
        qrText: documentQrText(code, fingerprint.full),
        printedAt,
        provisional,
        practice,
      }
    },
  })
  return query.data
}

async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  // A copy with a buffer of its own: the browser's types refuse views that might be shared.
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)))
}
