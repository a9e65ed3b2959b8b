import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { Seat } from '../../../shared/domain/ids.ts'
import { previewText } from '../../../shared/messages/documents.ts'
import { useLanguage } from '../../i18n/setup.ts'
import { useQueryCall } from '../../transport/use-call.ts'
import { AskedPaper, Unknown } from '../preview/asked-paper.tsx'
import { PrintPreview } from '../preview/print-preview.tsx'
import type { PaperSeason } from '../preview/use-paper-season.ts'
import { fileName } from '../wording/file-names.ts'
import { invitationSlipModel } from './slip-model.ts'
import { Slips } from './slips.tsx'

export interface SlipsPaperProps {
  readonly season: PaperSeason
  /** Null: every seat that nobody has taken yet. */
  readonly seat: Seat | null
}

export function SlipsPaper({ season, seat }: SlipsPaperProps) {
  const language = useLanguage()
  const [perPage, setPerPage] = useState<1 | 2>(2)
  const invitations = useQueryCall('season.invitations', {})
  return (
    <AskedPaper query={invitations}>
      {(rows) => {
        const wanted = rows.filter((row) => (seat === null ? row.state === 'open' : row.seat === seat))
        const slips = wanted.flatMap(({ slip }) =>
          slip === null ? [] : [invitationSlipModel(season.view.season, slip)],
        )
        if (slips.length === 0) return <Unknown title="noSlipsTitle" body="noSlipsBody" />
        return (
          <PrintPreview
            fileName={fileName('phieu-moi', [String(season.view.season.year)])}
            verification={null}
            choices={
              <SegmentedControl
                value={String(perPage)}
                onChange={(value) => setPerPage(value === '1' ? 1 : 2)}
                data={[
                  { value: '2', label: previewText('twoPerPage', language) },
                  { value: '1', label: previewText('onePerPage', language) },
                ]}
              />
            }
          >
            <Slips slips={slips} perPage={perPage} />
          </PrintPreview>
        )
      }}
    </AskedPaper>
  )
}
