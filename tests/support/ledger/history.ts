import fc from 'fast-check'
import {
  authoritySeat,
  leadSeat,
  type RecordId,
  type Seat,
  type SubjectCode,
  type UnitCode,
  unitSeat,
} from '../../../shared/domain/ids.ts'
import type { ExclusionRecorded } from '../../../shared/domain/round.ts'
import type { SeatEntry } from '../../../shared/domain/season.ts'
import type { Layer } from '../../../shared/domain/sheet.ts'
import type { ReadRecord } from '../../../shared/ledger/read-record.ts'
import { agreementOf, closingOf, enrolSignatory, planOf, signOff } from './cast.ts'
import { type Device, withheld } from './device.ts'
import {
  invitationOf,
  one,
  publicKeyOf,
  recoverySecret,
  seasonWith,
  sheetOf,
  unitsOf,
  World,
  within,
} from './world.ts'

/**
 * Histories of several machines, honest and not, as data that fast-check can shrink: each step names an act and
 * three numbers, and every number means something, so any array of steps is a history.
 */
export interface Step {
  readonly act: Act
  readonly who: number
  readonly what: number
  readonly how: number
}

const acts = [
  'join',
  'join',
  'enrolAgain',
  'sheet',
  'sheet',
  'sheet',
  'scale',
  'plan',
  'cross',
  'exclude',
  'close',
  'close',
  'reopen',
  'agree',
  'sign',
  'revise',
  'revise',
  'meet',
  'meet',
  'meet',
  'reinvite',
  'fork',
  'cut',
  'cut',
  'recover',
  'scatter',
  'crowd',
  'strayCut',
  'strayBasis',
  'strayRevision',
  'churn',
] as const
type Act = (typeof acts)[number]

export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({ act: fc.constantFrom(...acts), who: fc.nat(30), what: fc.nat(30), how: fc.nat(30) }),
  { minLength: 5, maxLength: 40, size: 'max' },
)

const seats: readonly Seat[] = [leadSeat(one), ...(unitsOf['1'] ?? []).map(unitSeat)]
const subjects = (unitsOf['1'] ?? []) as readonly string[] as readonly SubjectCode[]
const layers: readonly Layer[] = ['self', 'appraisal', 'review']

/** Plays the steps; gives every record that was ever signed, on whatever branch. */
export function playHistory(history: readonly Step[]): readonly ReadRecord[] {
  return new Play().run(history)
}

/** The same set with some records missing and some bodies not shown: what one machine may hold. */
export function partOf(records: readonly ReadRecord[], choices: readonly number[]): readonly ReadRecord[] {
  return records.flatMap((record, index) => {
    const choice = choices[index % Math.max(1, choices.length)] ?? 9
    if (choice === 0) return []
    return choice === 1 && record.envelope.kind.startsWith('sheet.') ? [withheld(record)] : [record]
  })
}

class Play {
  /** Whole teams enter: several seats own one sheet. */
  readonly #world = new World(seasonWith({ crossEntry: 'allMembers' }))
  readonly #devices: Device[] = [this.#world.founder]
  readonly #records: ReadRecord[] = [...this.#world.founder.feed]
  /** Where each season record stands in time: a device rests on the latest it has met. */
  readonly #seasonRecords: RecordId[] = [this.#world.founding.id]

  /** Invitations that took the place of earlier ones. */
  readonly #fresh = new Map<Seat, string>()

  run(history: readonly Step[]): readonly ReadRecord[] {
    // Most seats are taken and there is a scale: otherwise most acts would fall flat for want of a beginning.
    for (const seat of seats.slice(0, 4)) this.#join(seat, 1)
    this.#keep(this.#world.publishScale())
    for (const step of history) this.#acts[step.act](pick(this.#devices, step.who), step)
    return this.#records
  }

  readonly #acts: { readonly [Each in Act]: (device: Device, step: Step) => void } = {
    join: (_, { what, how }) => this.#join(pick(seats, what), how),
    // For one more seat, now and then with an invitation that nobody gave out or with somebody else's key.
    enrolAgain: (device, { what, how }) => {
      if (device.season === '') return
      const seat = pick(seats, what)
      const key = how % 5 === 1 ? { key: this.#world.founder.key } : {}
      this.#keep(device.enrol(seat, how % 5 === 0 ? 'forged' : invitationOf(seat), key))
    },
    sheet: (device, { what, how }) => {
      const [code, layer] = [pick(subjects, what), pick(layers, how)]
      const seat = layer === 'self' ? unitSeat(code as string as UnitCode) : leadSeat(one)
      this.#submit(this.#holderOr(device, seat, how), code, layer, null, how)
    },
    cross: (device, { what, how }) => {
      const plan = this.#any('inspection.planned/1', how)
      const [team] = plan?.typed?.kind === 'inspection.planned/1' ? plan.typed.body.teams : []
      const inspector = this.#holderOr(device, pick(team?.seats ?? [leadSeat(one)], what), how)
      const inspected = how % 3 === 0 ? pick(subjects, what) : (team?.subjects[0] ?? pick(subjects, what))
      this.#submit(inspector, inspected, 'cross', plan?.id ?? null, how)
    },
    scale: (device, { how }) => {
      const by = how % 4 === 0 ? device : this.#world.founder
      this.#keep(this.#world.publishScale(by, how % 3 === 0 ? one : null))
    },
    plan: (device, { what, how }) => {
      const members = new Set([what, what + how, what + 2 * how].map((place) => pick(seats, place)))
      const teams = [{ seats: [...members], subjects: [pick(subjects, how)] }]
      const lead = this.#holderOr(device, leadSeat(one), how)
      this.#keep(lead.write('inspection.planned/1', planOf({ teams })))
    },
    exclude: (device, { what, how }) => {
      const lead = this.#holderOr(device, leadSeat(one), how)
      this.#keep(lead.write('exclusion.recorded/1', exclusionOf(what, 'vi phạm')))
    },
    close: (device, { how }) => this.#close(this.#holderOr(device, leadSeat(one), how), how),
    reopen: (device, { what, how }) => {
      // Now and then what is reopened is no closing.
      const closing = this.#any(what % 7 === 0 ? 'scale.published/1' : 'round.closed/1', what)
      if (closing === undefined) return
      const lead = this.#holderOr(device, leadSeat(one), how)
      this.#keep(lead.write('round.reopened/1', { closing: closing.id, reason: 'chốt nhầm' }))
    },
    agree: (device, { how }) =>
      this.#keep(device.write('agreement.drafted/1', agreementOf(how % 2 === 0 ? one : null))),
    sign: (device, { what }) => this.#sign(device, what),
    revise: (device, { who, what, how }) =>
      this.#revise(how % 5 === 0 ? device : this.#founderOf(who), what, how),
    meet: (device, { what }) => this.#meet(device, what),
    reinvite: (_, { who, what }) => this.#reinvite(this.#founderOf(who), pick(seats, what)),
    fork: (device, { what }) => this.#fork(device, what),
    cut: (device, { what }) => this.#cut(device, what),
    recover: (_, { what, how }) => this.#recover(what, how),
    scatter: (device, { what, how }) => this.#scatter(device, what, how),
    crowd: (_, { what, how }) => {
      const seat = pick(seats, what)
      for (let count = 0; count < 4 + (how % 8); count++) this.#join(seat, 1)
    },
    strayCut: (device, { who, what, how }) => {
      const founder = this.#founderOf(who)
      const seat = seatOf(device)
      if (seat === null) return
      const { id } = pick(this.#records, what)
      const upTo = { seq: 1 + (how % (device.feed.length + 2)), id }
      const holders = { [seat]: [{ device: device.id, upTo }] }
      this.#keepSeason(
        founder,
        this.#world.revise(holders, founder, founder.basis ?? this.#world.founding.id),
      )
    },
    // What it rests on is whatever anybody wrote.
    strayBasis: (device, { what, how }) => {
      if (device.season === '') return
      const { basis } = device
      device.basis = pick(this.#records, how).id
      this.#keep(device.write('exclusion.recorded/1', exclusionOf(what, 'căn cứ khác')))
      device.basis = basis
    },
    // What it replaces is whatever anybody wrote.
    strayRevision: (device, { how }) => {
      if (device.season === '') return
      const { season } = this.#world
      const replaces = pick(this.#records, how).id
      const seats = [...this.#world.seats()]
      this.#keep(device.write('season.revised/1', { replaces, season, seats, reason: 'thay bản khác' }))
    },
    churn: (device, { how }) => {
      const lead = this.#holderOr(device, leadSeat(one), how)
      for (let count = 0; count < 2 + (how % 3); count++) {
        this.#close(lead, how + count)
        const closing = lead.head
        if (closing?.envelope.kind !== 'round.closed/1') return
        this.#keep(lead.write('round.reopened/1', { closing: closing.id, reason: 'chốt lại' }))
      }
    },
  }

  /**
   * Many records under one number, or each under another after records that never arrive; some of them go on, and
   * now and then somebody relies on one.
   */
  #scatter(device: Device, what: number, how: number): void {
    const from = device.feed[what % Math.max(1, device.feed.length)]
    if (from === undefined || device.season === '') return
    for (let count = 0; count < 3 + (how % 9); count++) {
      const copy = device.copyAt(what % device.feed.length)
      copy.basis = device.basis
      const salt = `scattered ${this.#records.length}`
      const strays = (count + how) % 4 === 0
      if (strays) copy.write('exclusion.recorded/1', exclusionOf(what, 'không đến nơi'), { salt })
      const subject = pick(subjects, count)
      const scale = this.#any('scale.published/1', how)?.id ?? this.#world.founding.id
      this.#keep(copy.write('sheet.submitted/1', sheetOf(scale, { subject, note: salt }), { salt }))
      if (count % 3 === 0) this.#keep(copy.write('exclusion.recorded/1', exclusionOf(what, salt), { salt }))
      if (count % 5 === 1) this.#close(this.#holderOr(device, leadSeat(one), how), how)
      if (count % 4 === 1) this.#devices.push(copy)
    }
  }

  #join(seat: Seat, how: number): void {
    const device = this.#world.stranger(`device ${this.#devices.length}`)
    device.basis = pick(this.#seasonRecords, how)
    this.#devices.push(device)
    const fresh = this.#fresh.get(seat)
    const secret = how % 3 > 0 && fresh !== undefined ? fresh : invitationOf(seat)
    this.#keep(device.enrol(seat, how % 11 === 0 ? 'forged' : secret))
  }

  /** Empties a seat and gives it one new invitation. */
  #reinvite(founder: Device, seat: Seat): void {
    const secret = `fresh ${this.#records.length}`
    this.#fresh.set(seat, secret)
    const entries = this.#world
      .seats()
      .map((entry) => (entry.seat === seat ? { ...entry, invitations: [publicKeyOf(secret)] } : entry))
    const revision = founder.write('season.revised/1', {
      replaces: founder.basis ?? this.#world.founding.id,
      season: this.#world.season,
      seats: [...entries],
      reason: 'mời lại',
    })
    this.#keepSeason(founder, revision)
  }

  #submit(device: Device, subject: SubjectCode, layer: Layer, plan: RecordId | null, how: number): void {
    // Now and then a sheet names something that is no scale.
    const scale = how % 13 === 0 ? undefined : this.#any('scale.published/1', how)
    const earlier = this.#records.filter(
      ({ typed }) =>
        typed?.kind === 'sheet.submitted/1' && typed.body.subject === subject && typed.body.layer === layer,
    )
    const enteredFor = how % 7 === 0 ? { reason: 'nhập thay', scan: 'ab'.repeat(32) as never } : null
    const replaces = how % 3 === 0 ? (earlier.at(-1)?.id ?? null) : null
    const sheet = sheetOf(scale?.id ?? this.#world.founding.id, {
      subject,
      layer,
      plan,
      replaces,
      enteredFor,
    })
    this.#keep(device.write('sheet.submitted/1', sheet))
  }

  #close(device: Device, how: number): void {
    const scale = this.#any('scale.published/1', how)
    if (scale === undefined) return
    const sheets = this.#records.filter((record) => record.envelope.kind === 'sheet.submitted/1')
    const listed = [...new Set(sheets.filter((_, index) => how % 3 > 0 && (index + how) % 3 > 0))]
    const reopening = how % 2 === 0 ? (this.#any('round.reopened/1', how)?.id ?? null) : null
    this.#keep(device.write('round.closed/1', closingOf(scale.id, listed, { reopening })))
  }

  #sign(device: Device, what: number): void {
    const agreement = this.#any('agreement.drafted/1', what)
    if (agreement === undefined) return
    const signatory = enrolSignatory(device)
    this.#keep(signatory)
    this.#keep(signOff(device, agreement, leadSeat(one), signatory))
  }

  #revise(by: Device, what: number, how: number): void {
    const replaces = how % 4 === 0 ? pick(this.#seasonRecords, what) : (by.basis ?? this.#world.founding.id)
    const holders: { [seat: string]: SeatEntry['holders'] } = {}
    for (const [index, device] of this.#devices.entries()) {
      const seat = seatOf(device)
      const listed = seat === null ? [] : (holders[seat] ?? [])
      if (seat === null || (index + how) % 3 === 0 || listed.some((each) => each.device === device.id))
        continue
      const upTo = (index + what) % 4 === 0 ? cutOf(device, what) : null
      holders[seat] = [...listed, { device: device.id, upTo }]
    }
    this.#keepSeason(by, this.#world.revise(holders, by, replaces))
  }

  #cut(device: Device, what: number): void {
    const seat = seatOf(device)
    const founder = this.#founderOf(what)
    if (seat === null) return
    const holders = { [seat]: [{ device: device.id, upTo: cutOf(device, what) }] }
    this.#keepSeason(founder, this.#world.revise(holders, founder, founder.basis ?? this.#world.founding.id))
  }

  /** One recovery device takes over, or two that know of each other contend. */
  #recover(what: number, how: number): void {
    const devices = (how % 5 === 0 ? ['left', 'right'] : ['only']).map((which) => {
      const device = this.#world.stranger(`recovery ${which} ${this.#devices.length}`)
      device.basis = pick(this.#seasonRecords, how)
      this.#devices.push(device)
      this.#keep(device.enrol(authoritySeat, recoverySecret))
      return device
    })
    const replaces = pick(this.#seasonRecords, what)
    const founders = [...new Map(this.#founders().map((each) => [each.id, each])).values()]
    for (const [index, device] of devices.entries()) {
      const old = founders
        .filter((each) => each !== device && ((what + index) % 3 > 0 || !devices.includes(each)))
        .map((each) => ({ device: each.id, upTo: how % 7 === 1 ? null : cutOf(each, what) }))
      const holders = { [authoritySeat]: [...old, { device: device.id, upTo: null }] }
      this.#keepSeason(device, this.#world.revise(holders, device, replaces))
    }
  }

  #fork(device: Device, what: number): void {
    if (device.feed.length === 0) return
    const copy = device.copyAt(what % device.feed.length)
    copy.basis = device.basis
    this.#devices.push(copy)
    const salt = `branch ${this.#devices.length}`
    this.#keep(copy.write('exclusion.recorded/1', exclusionOf(what, salt), { salt }))
  }

  #meet(device: Device, what: number): void {
    const known = device.basis === null ? 0 : this.#seasonRecords.indexOf(device.basis)
    const later = this.#seasonRecords.slice(Math.max(0, what % 4 === 0 ? 0 : known))
    device.basis = pick(later, what)
  }

  /** Somebody who enrolled for the seat, or now and then whoever it was going to be. */
  #holderOr(device: Device, seat: Seat, how: number): Device {
    const enrolled = this.#devices.filter((each) => seatOf(each) === seat)
    return how % 5 === 0 || enrolled.length === 0 ? device : pick(enrolled, how)
  }

  #founders(): readonly Device[] {
    return this.#devices.filter((device) => device.name === 'founder' || device.name.startsWith('recovery'))
  }

  /** The one that took over last, or the first one, who may not have heard. */
  #founderOf(number: number): Device {
    const founders = this.#founders()
    return (number % 3 === 0 ? founders[0] : founders.at(-1)) ?? this.#world.founder
  }

  #any(kind: string, number: number): ReadRecord | undefined {
    const some = this.#records.filter((record) => record.envelope.kind === kind)
    return some.length === 0 ? undefined : pick(some, number)
  }

  #keepSeason(by: Device, revision: ReadRecord): void {
    by.basis = revision.id
    this.#seasonRecords.push(revision.id)
    this.#keep(revision)
  }

  #keep(record: ReadRecord): void {
    this.#records.push(record)
  }
}

function exclusionOf(number: number, reason: string): ExclusionRecorded {
  return { round: within, subject: pick(subjects, number), reason, from: null, until: null }
}

function pick<Item>(items: readonly Item[], number: number): Item {
  const item = items[number % items.length]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

function seatOf(device: Device): Seat | null {
  const typed = device.feed.find((record) => record.typed?.kind === 'device.enrolled/1')?.typed
  return typed?.kind === 'device.enrolled/1' ? typed.body.seat : null
}

function cutOf(device: Device, number: number): { seq: number; id: RecordId } {
  const { id, envelope } = pick(device.feed, number)
  return { seq: envelope.seq, id }
}
