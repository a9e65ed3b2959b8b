import type { ClusterCode } from '../../shared/domain/ids.ts'
import type { Scale } from '../../shared/domain/scale.ts'
import { useQueryCall } from '../transport/use-call.ts'

/** The scale in force for a cluster, for naming criteria; null while unknown. */
export function useScale(cluster: ClusterCode | null): Scale | null {
  return useQueryCall('scale.current', { cluster }).data?.scale ?? null
}
