import { useMemo } from 'react'
import type { AgreementView } from '../../../shared/contract/agreement.ts'
import type { RecordId } from '../../../shared/domain/ids.ts'
import { useQueryCall } from '../../transport/use-call.ts'
import { AskedPaper, Preparing, Unknown } from '../preview/asked-paper.tsx'
import { useInternal } from '../preview/internal-switch.tsx'
import { PrintPreview } from '../preview/print-preview.tsx'
import type { PaperSeason } from '../preview/use-paper-season.ts'
import { useVerification } from '../preview/use-verification.ts'
import { fileName } from '../wording/file-names.ts'
import { AgreementSummary } from './agreement-summary.tsx'
import { agreementSummaryContent, agreementSummaryModel } from './summary-model.ts'

export interface AgreementPaperProps {
  readonly season: PaperSeason
  /** Null: the province's agreement in force, or the first one there is. */
  readonly agreement: RecordId | null
}

export function AgreementPaper({ season, agreement }: AgreementPaperProps) {
  const list = useQueryCall('agreement.list', {})
  return (
    <AskedPaper query={list}>
      {({ agreements }) => {
        const found =
          agreement === null
            ? (agreements.find(({ current, body }) => current && body.scope === null) ?? agreements[0])
            : agreements.find(({ record }) => record === agreement)
        return found === undefined ? <Unknown /> : <Paper season={season} agreement={found} />
      }}
    </AskedPaper>
  )
}

function Paper({ season, agreement }: { readonly season: PaperSeason; readonly agreement: AgreementView }) {
  const internal = useInternal()
  const model = useMemo(
    () => agreementSummaryModel(season.view.season, agreement, internal),
    [season.view.season, agreement, internal],
  )
  const content = useMemo(() => agreementSummaryContent(season.id, agreement), [season.id, agreement])
  const verification = useVerification(content, season.view, false)
  if (verification === undefined) return <Preparing />
  return (
    <PrintPreview
      fileName={fileName('tom-tat-giao-uoc', [String(season.view.season.year), agreement.body.scope])}
      verification={verification}
    >
      <AgreementSummary model={model} verification={verification} />
    </PrintPreview>
  )
}
