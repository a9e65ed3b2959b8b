import type { Seat } from '../../../shared/domain/ids.ts'
import type { Player, Stage } from './stage.ts'

export type Content = 'delta' | 'full' | 'season' | 'receipt'

/** Writes a bundle of one seat's machine onto the stick and gives its path. */
export async function send(
  stage: Stage,
  from: Seat,
  recipients: readonly Seat[],
  content: Content,
): Promise<string> {
  const player = stage.playerOf(from)
  const written = await player.call('exchange.export', {
    recipients: [...recipients],
    content,
    folder: player.handle(stage.stick),
  })
  return `${stage.stick}/${written.name}`
}

/** As `send` with what is new for the recipients; null: there is nothing, and no bundle is written. */
export async function sendNew(stage: Stage, from: Seat, recipients: readonly Seat[]): Promise<string | null> {
  const player = stage.playerOf(from)
  const { records } = await player.call('exchange.planExport', {
    recipients: [...recipients],
    content: 'delta',
  })
  return records === 0 ? null : send(stage, from, recipients, 'delta')
}

/** Opens bundles on a seat's machine as one set, looks at them, and imports what is new. */
export async function receive(player: Player, paths: readonly string[]): Promise<number> {
  const preview = await player.call('exchange.preview', { files: paths.map((path) => player.handle(path)) })
  if (preview.stored === 0) {
    await player.call('exchange.discard', { token: preview.token })
    return 0
  }
  const result = await player.call('exchange.commit', { token: preview.token })
  return result.stored
}

/** The machines behind some seats, each once. */
export function playersOf(stage: Stage, seats: readonly Seat[]): readonly Player[] {
  return [...new Set(seats.map((seat) => stage.playerOf(seat)))]
}
