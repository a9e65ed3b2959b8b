import type { SeasonView } from '../../shared/contract/season.ts'
import { useQueryCall } from '../transport/use-call.ts'

/** The season on this machine; undefined while it is read or where there is none. */
export function useSeason(): SeasonView | undefined {
  return useQueryCall('season.get', {}).data
}
