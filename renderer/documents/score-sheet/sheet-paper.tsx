import { useMemo } from 'react'
import type { StandingsView } from '../../../shared/contract/rounds.ts'
import type { SheetView } from '../../../shared/contract/sheets.ts'
import type { RoundCode, SubjectCode } from '../../../shared/domain/ids.ts'
import type { Layer } from '../../../shared/domain/sheet.ts'
import { useQueryCall } from '../../transport/use-call.ts'
import { AskedPaper, Preparing } from '../preview/asked-paper.tsx'
import { useInternal } from '../preview/internal-switch.tsx'
import { PrintPreview } from '../preview/print-preview.tsx'
import type { PaperSeason } from '../preview/use-paper-season.ts'
import { useVerification } from '../preview/use-verification.ts'
import { fileName } from '../wording/file-names.ts'
import type { SheetViews } from './layer-scores.ts'
import { ScoreSheet } from './score-sheet.tsx'
import { scoreSheetContent, scoreSheetModel } from './sheet-model.ts'

export interface SheetPaperProps {
  readonly season: PaperSeason
  readonly round: RoundCode
  readonly subject: SubjectCode
  readonly blank: boolean
}

/** Opens the sheet once per layer, because each layer is scored among the others on that layer. */
export function SheetPaper({ season, round, subject, blank }: SheetPaperProps) {
  const place = { round, subject }
  const self = useQueryCall('sheets.open', { ...place, layer: 'self' })
  const cross = useQueryCall('sheets.open', { ...place, layer: 'cross' })
  const appraisal = useQueryCall('sheets.open', { ...place, layer: 'appraisal' })
  const review = useQueryCall('sheets.open', { ...place, layer: 'review' })
  const views = useMemo(() => {
    if (!self.data || !cross.data || !appraisal.data || !review.data) return undefined
    const all = { self: self.data, cross: cross.data, appraisal: appraisal.data, review: review.data }
    return blank ? blankViews(all) : all
  }, [self.data, cross.data, appraisal.data, review.data, blank])
  // The form can be printed before the cluster has standings, and a blank form has none.
  const standings = useQueryCall(
    'standings.get',
    { round, cluster: self.data?.cluster ?? null },
    { enabled: self.data !== undefined && !blank },
  )
  return (
    <AskedPaper query={self}>
      {() =>
        views === undefined || (!blank && standings.isPending) ? (
          <Preparing />
        ) : (
          <Paper season={season} views={views} standings={blank ? null : (standings.data ?? null)} />
        )
      }
    </AskedPaper>
  )
}

interface PaperProps {
  readonly season: PaperSeason
  readonly views: SheetViews
  readonly standings: StandingsView | null
}

function Paper({ season, views, standings }: PaperProps) {
  const { self } = views
  const internal = useInternal()
  const model = useMemo(
    () => scoreSheetModel({ season: season.view.season, views, standings, internal }),
    [season.view.season, views, standings, internal],
  )
  const content = useMemo(() => scoreSheetContent(season.id, views), [season.id, views])
  const verification = useVerification(content, season.view, model.provisional)
  if (verification === undefined) return <Preparing />
  return (
    <PrintPreview
      fileName={fileName('phieu-cham-diem', [String(season.view.season.year), self.round, self.subject])}
      verification={verification}
    >
      <ScoreSheet model={model} verification={verification} />
    </PrintPreview>
  )
}

/** The same form with nothing entered, to be filled in by hand. */
function blankViews(views: SheetViews): SheetViews {
  const blank = (layer: Layer): SheetView => ({
    ...views[layer],
    layers: { self: null, cross: null, appraisal: null, review: null },
  })
  return {
    self: blank('self'),
    cross: blank('cross'),
    appraisal: blank('appraisal'),
    review: blank('review'),
  }
}
