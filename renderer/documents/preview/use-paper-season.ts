import type { SeasonView } from '../../../shared/contract/season.ts'
import type { SeasonId } from '../../../shared/domain/ids.ts'
import { useQueryCall } from '../../transport/use-call.ts'

/** The season a document is about, with the id its check code is made with. */
export interface PaperSeason {
  readonly id: SeasonId
  readonly view: SeasonView
}

/** Undefined while it is read, or when no season is open; the window asks for unlocking before it gets here. */
export function usePaperSeason(): PaperSeason | undefined {
  const status = useQueryCall('workspace.status', {}).data
  const view = useQueryCall('season.get', {}).data
  const id = status?.state === 'open' ? status.season?.id : undefined
  return id === undefined || view === undefined ? undefined : { id, view }
}
