import { agreement, quantity } from './vi/agreement.ts'
import { common, files, passphrase, problem, shell, unsaved } from './vi/common.ts'
import { copies } from './vi/copies.ts'
import { exchange } from './vi/exchange.ts'
import { overview } from './vi/overview.ts'
import { repair } from './vi/repair.ts'
import { rounds } from './vi/rounds.ts'
import { season } from './vi/season.ts'
import { sheets } from './vi/sheets.ts'
import { standings } from './vi/standings.ts'
import { start, unlock } from './vi/start.ts'

/** Everything the screens say in Vietnamese; the keys are the program's. */
export const vi = {
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
} as const
