import { useMemo } from 'react'
import type { StandingsView } from '../../../shared/contract/rounds.ts'
import type { ClusterCode, RoundCode } from '../../../shared/domain/ids.ts'
import { useQueryCall } from '../../transport/use-call.ts'
import { AskedPaper, Preparing } from '../preview/asked-paper.tsx'
import { useInternal } from '../preview/internal-switch.tsx'
import { PrintPreview } from '../preview/print-preview.tsx'
import type { PaperSeason } from '../preview/use-paper-season.ts'
import { useVerification } from '../preview/use-verification.ts'
import { fileName } from '../wording/file-names.ts'
import { standingsContent, standingsModel } from './standings-model.ts'
import { StandingsTable } from './standings-table.tsx'

export interface StandingsPaperProps {
  readonly season: PaperSeason
  readonly round: RoundCode
  readonly cluster: ClusterCode | null
}

export function StandingsPaper({ season, round, cluster }: StandingsPaperProps) {
  const standings = useQueryCall('standings.get', { round, cluster })
  return <AskedPaper query={standings}>{(view) => <Paper season={season} standings={view} />}</AskedPaper>
}

function Paper({ season, standings }: { readonly season: PaperSeason; readonly standings: StandingsView }) {
  const internal = useInternal()
  const model = useMemo(
    () => standingsModel(season.view.season, standings, internal),
    [season.view.season, standings, internal],
  )
  const content = useMemo(() => standingsContent(season.id, standings), [season.id, standings])
  const verification = useVerification(content, season.view, !model.official)
  if (verification === undefined) return <Preparing />
  const { round, cluster } = standings
  return (
    <PrintPreview
      fileName={fileName('bang-xep-hang', [String(season.view.season.year), round, cluster])}
      verification={verification}
    >
      <StandingsTable model={model} verification={verification} />
    </PrintPreview>
  )
}
