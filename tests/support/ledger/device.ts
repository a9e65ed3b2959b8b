import type { DeviceId, PublicKeyHex, RecordId, SeasonId, Seat } from '../../../shared/domain/ids.ts'
import { hexOf } from '../../../shared/kernel/bytes.ts'
import type { Hasher, Signer } from '../../../shared/kernel/ports.ts'
import { expectOk } from '../../../shared/kernel/result.ts'
import { composeRecord } from '../../../shared/ledger/compose.ts'
import { type Fact, factOf } from '../../../shared/ledger/fact.ts'
import { deviceIdOf } from '../../../shared/ledger/fingerprint.ts'
import { signEnrolment } from '../../../shared/ledger/invitation.ts'
import type { BodyByKind, RecordKind } from '../../../shared/ledger/kinds.ts'
import { type ReadRecord, readRecord } from '../../../shared/ledger/read-record.ts'
import { hexOfSeed, quickCrypto, quickSigner, seedOf } from './quick-crypto.ts'

export interface Cryptography {
  readonly hasher: Hasher
  signer(seed: Uint8Array): Signer
}

export const quick: Cryptography = { hasher: quickCrypto, signer: quickSigner }

/** Where a record shall stand, if not at the end of the feed. */
export interface Placement {
  readonly seq: number
  readonly prev: RecordId | null
  readonly basis: RecordId | null
  /** Tells two records of one place apart. */
  readonly salt: string
}

/** A device that writes its own feed in memory, honestly or not. */
export class Device {
  readonly name: string
  readonly signer: Signer
  readonly id: DeviceId
  readonly key: PublicKeyHex
  readonly encryptionKey: PublicKeyHex
  readonly feed: ReadRecord[] = []
  season: SeasonId | ''
  /** The newest season record it has seen. */
  basis: RecordId | null
  readonly #cryptography: Cryptography

  constructor(name: string, season: SeasonId | '', basis: RecordId | null, cryptography = quick) {
    this.name = name
    this.#cryptography = cryptography
    this.signer = cryptography.signer(seedOf(name))
    this.id = deviceIdOf(this.signer.publicKey, cryptography.hasher)
    this.key = hexOf(this.signer.publicKey) as PublicKeyHex
    this.encryptionKey = hexOfSeed(`${name}/encryption`) as PublicKeyHex
    this.season = season
    this.basis = basis
  }

  get head(): ReadRecord | undefined {
    return this.feed.at(-1)
  }

  /** The last record, as a cut names it. */
  get end(): { readonly seq: number; readonly id: RecordId } {
    const { head } = this
    if (head === undefined) throw new Error(`${this.name} has written nothing`)
    return { seq: head.envelope.seq, id: head.id }
  }

  write<Kind extends RecordKind>(
    kind: Kind,
    body: BodyByKind[Kind],
    changes: Partial<Placement> = {},
  ): ReadRecord {
    const record = this.compose(kind, body, changes)
    this.feed.push(record)
    return record
  }

  /** A record that is not added to the feed: for forks, and for what never arrives. */
  compose<Kind extends RecordKind>(
    kind: Kind,
    body: BodyByKind[Kind],
    changes: Partial<Placement> = {},
  ): ReadRecord {
    const placement: Placement = {
      seq: (this.head?.envelope.seq ?? 0) + 1,
      prev: this.head?.id ?? null,
      basis: this.basis,
      salt: '',
      ...changes,
    }
    const salt = seedOf(`${this.name}/${placement.seq}/${placement.salt}`).subarray(0, 16)
    const { hasher } = this.#cryptography
    const record = composeRecord(
      {
        season: this.season,
        seq: placement.seq,
        prev: placement.prev,
        basis: placement.basis,
        at: '2021-03-31T08:00:00.000Z',
        actor: this.name,
        kind,
        body,
        salt,
      },
      this.signer,
      hasher,
    )
    return expectOk(readRecord(expectOk(record, `${this.name} composes ${kind}`), hasher), 'read again')
  }

  enrol(seat: Seat, invitation: string, changes: Partial<BodyByKind['device.enrolled/1']> = {}): ReadRecord {
    return this.write('device.enrolled/1', { ...this.enrolment(seat, invitation), ...changes })
  }

  enrolment(seat: Seat, invitation: string): BodyByKind['device.enrolled/1'] {
    const signer = this.#cryptography.signer(seedOf(invitation))
    const { key, encryptionKey, season } = this
    return {
      key,
      encryptionKey,
      seat,
      invitation: hexOf(signer.publicKey) as PublicKeyHex,
      invitationSignature: signEnrolment(signer, { season: season as SeasonId, seat, key, encryptionKey }),
    }
  }

  /** The same machine started again from a copy of its disk: it goes on from `seq`, not knowing what came after. */
  copyAt(seq: number): Device {
    const copy = new Device(this.name, this.season, this.basis, this.#cryptography)
    copy.feed.push(...this.feed.slice(0, seq))
    return copy
  }
}

/** The record without its body, as a bundle to somebody else would carry it. */
export function withheld(record: ReadRecord): ReadRecord {
  return { ...record, bodyBytes: null, typed: null }
}

export function factsOf(records: readonly ReadRecord[]): readonly Fact[] {
  return records.map(factOf)
}
