import type { SeasonView } from '../../../shared/contract/season.ts'
import type { RoundCode, SubjectCode } from '../../../shared/domain/ids.ts'
import { layers } from '../../../shared/domain/sheet.ts'
import { useRoute } from '../../ui/router.ts'
import { SheetList } from './sheet-list.tsx'
import { SheetScreen } from './sheet-screen.tsx'

export interface SheetsScreenProps {
  readonly view: SeasonView
}

/** `#/sheets` is the list, `#/sheets/<round>/<subject>/<layer>` one sheet. */
export function SheetsScreen({ view }: SheetsScreenProps) {
  const { path } = useRoute()
  const [, round, subject, layerText] = path
  const layer = layers.find((each) => each === layerText)
  if (round === undefined || subject === undefined || layer === undefined) return <SheetList view={view} />
  // Codes from an address are only asked for; the host knows which exist.
  return <SheetScreen round={round as RoundCode} subject={subject as SubjectCode} layer={layer} />
}
