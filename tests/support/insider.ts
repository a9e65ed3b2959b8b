import { send } from '../../electron/services/practice/carry.ts'
import type { CallOutput } from '../../shared/contract/calls.ts'
import { authoritySeat, type PublicKeyHex, type SeasonId, type Seat } from '../../shared/domain/ids.ts'
import { hexOf } from '../../shared/kernel/bytes.ts'
import { expectDefined, expectOk } from '../../shared/kernel/result.ts'
import { invitationFor, parseInvitation, signEnrolment } from '../../shared/ledger/invitation.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import { crypto, Machine } from '../exchange/bundle-fixture.ts'
import { partsOf } from '../exchange/bundle-forge.ts'
import type { World } from './world.ts'

/** A device whose every key is in the test's own hands, with a founded season of a world to write into. */
export async function outsider(world: World, name: string): Promise<Machine> {
  const device = new Machine(name)
  const bundle = await send(world, authoritySeat, [], 'season')
  device.season = partsOf(world.read(bundle)).header.season
  device.basis = (await world.at('authority').call('season.get', {})).basis
  return device
}

/** The same, having found the slip of a seat: whoever holds an invitation may take part, and may lie. */
export async function insider(world: World, name: string, seat: Seat): Promise<Machine> {
  const device = await outsider(world, name)
  const slips = await world.at('authority').call('season.invitations', {})
  device.feed.push(enrolWithSlip(device, seat, slips))
  return device
}

function enrolWithSlip(device: Machine, seat: Seat, slips: CallOutput<'season.invitations'>): SignedRecord {
  const slip = expectDefined(slips.find((each) => each.seat === seat)?.slip, `a slip for ${seat}`)
  const typed = expectOk(parseInvitation(`${slip.code} ${slip.checkGroup}`), 'a good slip')
  const season = device.season as SeasonId // set by `outsider`
  const invitation = expectOk(invitationFor(typed, season, crypto), 'a slip of this season')
  const key = hexOf(device.signer.publicKey) as PublicKeyHex // 32 bytes in hex
  const enrolment = { season, seat, key, encryptionKey: key }
  return device.composeAt(1, null, 'device.enrolled/1', {
    key,
    encryptionKey: key,
    seat,
    invitation: invitation.publicKey,
    invitationSignature: signEnrolment(crypto.signerFromSeed(invitation.seed), enrolment),
  })
}
