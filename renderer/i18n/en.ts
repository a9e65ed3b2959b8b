import { agreement, quantity } from './en/agreement.ts'
import { common, files, passphrase, problem, shell, unsaved } from './en/common.ts'
import { copies } from './en/copies.ts'
import { exchange } from './en/exchange.ts'
import { overview } from './en/overview.ts'
import { repair } from './en/repair.ts'
import { rounds } from './en/rounds.ts'
import { season } from './en/season.ts'
import { sheets } from './en/sheets.ts'
import { standings } from './en/standings.ts'
import { start, unlock } from './en/start.ts'
import type { Texts } from './texts.ts'
import type { vi } from './vi.ts'

/** The same keys in English; a missing or extra one does not compile. */
export const en: Texts<typeof vi> = {
  common,
  problem,
  passphrase,
  files,
  shell,
  unsaved,
  start,
  unlock,
  overview,
  agreement,
  quantity,
  sheets,
  standings,
  copies,
  exchange,
  repair,
  rounds,
  season,
}
