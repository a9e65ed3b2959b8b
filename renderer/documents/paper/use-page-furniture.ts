import { useLayoutEffect } from 'react'
import { showMoment } from '../wording/dates.ts'
import type { Verification } from './models.ts'
import { qrSvg } from './qr-code.tsx'

/**
 * Fills the margin boxes of every printed page (see print.css) while a document is on screen. Null: a paper
 * without a check code, such as an invitation slip.
 */
export function usePageFurniture(verification: Verification | null): void {
  useLayoutEffect(() => {
    if (verification === null) return
    const root = document.documentElement
    const picture = URL.createObjectURL(new Blob([qrSvg(verification.qrText, 15)], { type: 'image/svg+xml' }))
    root.style.setProperty('--document-mark', cssText(furnitureLines(verification)))
    root.style.setProperty('--document-qr', `url("${picture}")`)
    return () => {
      root.style.removeProperty('--document-mark')
      root.style.removeProperty('--document-qr')
      URL.revokeObjectURL(picture)
    }
  }, [verification])
}

/** Two short lines that fit the lower margin. */
export function furnitureLines(verification: Verification): readonly string[] {
  const marks = [
    ...(verification.provisional ? ['TẠM TÍNH'] : []),
    ...(verification.practice ? ['DỮ LIỆU THỰC HÀNH'] : []),
  ]
  return [
    `Mã kiểm tra: ${verification.checkCode}`,
    `Dấu vân dữ liệu: ${verification.fingerprintShort} · In lúc ${showMoment(verification.printedAt)}`,
    ...(marks.length > 0 ? [marks.join(' · ')] : []),
  ]
}

/** A CSS string of several lines: `\A` breaks, quotes and backslashes are escaped. */
function cssText(lines: readonly string[]): string {
  return `"${lines.map((line) => line.replace(/["\\]/g, '\\$&')).join('\\A ')}"`
}
