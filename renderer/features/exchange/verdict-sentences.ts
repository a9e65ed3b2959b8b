import { exhausted } from '../../../shared/kernel/result.ts'
import type { QuarantineReason, Verdict } from '../../../shared/ledger/verdict.ts'
import type { TextFunction } from '../../i18n/setup.ts'
import type { Words } from '../../ui/use-words.ts'

/** Why a record is not simply valid; empty where it is. */
export function verdictSentences(verdict: Verdict, words: Words, t: TextFunction): readonly string[] {
  switch (verdict.status) {
    case 'valid':
      return []
    case 'waiting':
      return verdict.for.map((missing) =>
        missing.what === 'feed'
          ? t('exchange.import.waitsFor', { seq: missing.seq, device: missing.author.slice(0, 8) })
          : t('exchange.import.waitsForRecord', { record: missing.id.slice(0, 8), role: missing.role }),
      )
    case 'quarantined':
      return [quarantineSentence(verdict.why, words, t)]
    case 'fork':
      return [t('exchange.import.forkAt', { device: verdict.author.slice(0, 8), seq: verdict.at })]
    case 'withheld':
      return [t('exchange.import.withheld')]
    case 'unknownKind':
      return [t('exchange.import.unknownKind')]
    default:
      return exhausted(verdict)
  }
}

function quarantineSentence(why: QuarantineReason, words: Words, t: TextFunction): string {
  switch (why.reason) {
    case 'seatContested':
    case 'beyondCut':
    case 'notParty':
    case 'ownUnit':
      return t(`exchange.quarantine.${why.reason}`, { seat: words.seat(why.seat) })
    case 'unknownPlace':
      return t('exchange.quarantine.unknownPlace', { field: why.field })
    default:
      return t(`exchange.quarantine.${why.reason}`)
  }
}
