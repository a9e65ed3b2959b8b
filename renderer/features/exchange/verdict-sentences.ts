import { exhausted } from '../../../shared/kernel/result.ts'
import type { QuarantineReason, Verdict, WaitingFor } from '../../../shared/ledger/verdict.ts'
import type { TextFunction } from '../../i18n/setup.ts'
import type { Words } from '../../ui/use-words.ts'

/** Why a record is not simply valid; empty where it is. */
export function verdictSentences(verdict: Verdict, words: Words, t: TextFunction): readonly string[] {
  switch (verdict.status) {
    case 'valid':
      return []
    case 'waiting':
      return verdict.for.map((missing) => waitingSentence(missing, t))
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

function waitingSentence(missing: WaitingFor, t: TextFunction): string {
  switch (missing.what) {
    case 'feed':
      return t('exchange.import.waitsFor', { seq: missing.seq, device: missing.author.slice(0, 8) })
    case 'introduction':
      return t('exchange.import.waitsForIntroduction', { device: missing.author.slice(0, 8) })
    case 'record':
      return t('exchange.import.waitsForRecord', { record: missing.id.slice(0, 8), role: missing.role })
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
    case 'tooMany':
      return why.what === 'branchesOfFeed' || why.what === 'devicesOfInvitation'
        ? t(`exchange.quarantine.${why.what}`, { most: why.most })
        : t('exchange.quarantine.tooMany', { most: why.most })
    default:
      return t(`exchange.quarantine.${why.reason}`)
  }
}
