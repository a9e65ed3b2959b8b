import type { DeviceId, RecordId } from '../domain/ids.ts'
import type { Names } from './words.ts'

/** How sentences about records call what they name, in the reader's language. */
export interface LedgerNames extends Pick<Names, 'seat' | 'subject'> {
  /** The machine by its seat or its holder's name, where one is known. */
  device(device: DeviceId): string
  /** What a record is, where it is held; otherwise the first characters of its id. */
  record(record: RecordId): string
}

/** Names for where nothing more is known: the first characters of ids. */
export function bareLedgerNames(names: Pick<Names, 'seat' | 'subject'>): LedgerNames {
  return {
    seat: (seat) => names.seat(seat),
    subject: (subject) => names.subject(subject),
    device: (device) => device.slice(0, 8),
    record: (record) => record.slice(0, 8),
  }
}
