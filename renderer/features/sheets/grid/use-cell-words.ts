import { useMemo } from 'react'
import { useText } from '../../../i18n/setup.ts'
import type { CellWords } from '../state/cell-text.ts'

export function useCellWords(): CellWords {
  const t = useText()
  return useMemo(
    () => ({
      passed: t('sheets.cell.passed'),
      failed: t('sheets.cell.failed'),
      nothingToCount: t('sheets.cell.nothingToCount'),
    }),
    [t],
  )
}
