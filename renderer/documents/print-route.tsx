import { exhausted } from '../../shared/kernel/result.ts'
import { useRoute } from '../ui/router.ts'
import { AgreementPaper } from './agreement-summary/agreement-paper.tsx'
import { Preparing, Unknown } from './preview/asked-paper.tsx'
import { type PaperSeason, usePaperSeason } from './preview/use-paper-season.ts'
import { type PrintAddress, readPrintAddress } from './print-address.ts'
import { SheetPaper } from './score-sheet/sheet-paper.tsx'
import { SlipsPaper } from './slips/slips-paper.tsx'
import { StandingsPaper } from './standings/standings-paper.tsx'

/**
 * `#/print/<document>?…`: the whole window is the preview. It stands outside the frame with the navigation, so
 * that nothing but the paper is there when it is printed.
 */
export function PrintRoute() {
  const { path, query } = useRoute()
  const season = usePaperSeason()
  const address = readPrintAddress(path[1] ?? '', query)
  if (address === null) return <Unknown />
  if (season === undefined) return <Preparing />
  return <Paper address={address} season={season} />
}

function Paper({ address, season }: { readonly address: PrintAddress; readonly season: PaperSeason }) {
  switch (address.document) {
    case 'agreement':
      return <AgreementPaper season={season} agreement={address.agreement} />
    case 'sheet':
      return (
        <SheetPaper season={season} round={address.round} subject={address.subject} blank={address.blank} />
      )
    case 'standings':
      return <StandingsPaper season={season} round={address.round} cluster={address.cluster} />
    case 'slips':
      return <SlipsPaper season={season} seat={address.seat} />
    default:
      return exhausted(address)
  }
}
