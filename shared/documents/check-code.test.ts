import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ClusterCode, RecordId, RoundCode, SeasonId, Sha256Hex, SubjectCode } from '../domain/ids.ts'
import type { Hasher } from '../kernel/ports.ts'
import {
  checkCode,
  checkCodeOfDigests,
  compareCheckCodes,
  documentQrText,
  readCheckCode,
  readDocumentQrText,
  showCheckCode,
} from './check-code.ts'
import type { AgreementSummaryContent, DocumentContent, ScoreSheetContent } from './document-content.ts'

const hasher: Hasher = { sha256: (bytes) => createHash('sha256').update(bytes).digest() }
const recordId = (digit: string) => digit.repeat(64) as RecordId
const season = recordId('a') as string as SeasonId

const summary: AgreementSummaryContent = {
  kind: 'agreementSummary',
  season,
  scope: null,
  agreement: recordId('b'),
  signatures: [recordId('d'), recordId('c')],
}
const sheet: ScoreSheetContent = {
  kind: 'scoreSheet',
  season,
  round: 'Q1' as RoundCode,
  subject: 'PC02' as SubjectCode,
  scale: recordId('e'),
  assignments: null,
  layers: [
    { layer: 'cross', record: recordId('1') },
    { layer: 'self', record: recordId('2') },
  ],
  cells: [],
}
const standings: DocumentContent = {
  kind: 'standings',
  season,
  round: 'Q1' as RoundCode,
  cluster: '3' as ClusterCode,
  closing: null,
  digest: recordId('f') as string as Sha256Hex,
}

describe('check code', () => {
  it('is pinned: a page printed years ago must still be found', () => {
    expect([summary, sheet, standings].map((content) => showCheckCode(checkCode(content, hasher)))).toEqual(
      // The same three were reckoned by a separate program from the definition beside `CheckCode`.
      [
        '77SR X2R1 Z01J GBJQ 41H4 GVRR 68VF 0Z5H',
        'RM8N 9359 7PVP B4P2 85P1 XBHQ GP48 J95T',
        'BCNM KM23 QG8B 87TM MR7T NXCH 07KP 3T4G',
      ],
    )
  })

  it('does not depend on the order in which records are listed', () => {
    const turned = {
      ...summary,
      signatures: [...summary.signatures].reverse(),
    }
    expect(checkCode(turned, hasher)).toBe(checkCode(summary, hasher))
    expect(checkCode({ ...sheet, layers: [...sheet.layers].reverse() }, hasher)).toBe(
      checkCode(sheet, hasher),
    )
  })

  it('tells the same document changed since from another document', () => {
    const typed = checkCode(summary, hasher)
    const signedOnce = checkCode({ ...summary, signatures: [recordId('d')] }, hasher)
    expect([
      compareCheckCodes(typed, typed),
      compareCheckCodes(signedOnce, typed),
      compareCheckCodes(checkCode(standings, hasher), typed),
    ]).toEqual(['same', 'changedSince', 'other'])
  })

  const digest = fc.uint8Array({ minLength: 32, maxLength: 32 })

  it('reads back what it shows, however it is typed', () => {
    fc.assert(
      fc.property(digest, digest, (identity, content) => {
        const code = checkCodeOfDigests({ identity, content })
        const typed = showCheckCode(code).toLowerCase().replaceAll(' ', ' - ')
        expect(readCheckCode(typed)).toEqual({ ok: true, value: code })
      }),
    )
  })

  it('finds every single wrong character', () => {
    fc.assert(
      fc.property(digest, fc.nat(31), fc.integer({ min: 1, max: 26 }), (bytes, place, shift) => {
        const alphabet = '0123456789BCFGHJKMNPQRSTVXZ'
        const code = checkCodeOfDigests({ identity: bytes, content: bytes })
        const wrong = alphabet.charAt((alphabet.indexOf(code.charAt(place)) + shift) % 27)
        const typed = code.slice(0, place) + wrong + code.slice(place + 1)
        expect(readCheckCode(typed)).toEqual({ ok: false, error: 'mistyped' })
      }),
    )
  })

  it('says what is wrong with a text that cannot be a code', () => {
    expect([readCheckCode('BCFG'), readCheckCode('Ư'.repeat(32)), readDocumentQrText('https://x')]).toEqual([
      { ok: false, error: 'length' },
      { ok: false, error: 'alphabet' },
      { ok: false, error: 'notADocument' },
    ])
  })

  it('travels through the QR text together with the whole fingerprint', () => {
    const code = checkCode(standings, hasher)
    const stateFingerprint = recordId('9') as string
    expect(readDocumentQrText(documentQrText(code, stateFingerprint))).toEqual({
      ok: true,
      value: { code, stateFingerprint },
    })
  })
})
