import { acts } from '../../../shared/messages/acts.ts'
import type { Texts } from '../texts.ts'
import type * as vi from '../vi/repair.ts'

export const repair: Texts<typeof vi.repair> = {
  title: acts.repair.en,
  about: 'Forked machines, contested seats, records that were cut or quarantined',
  nothing: 'Nothing needs repair',
  nothingNext:
    'When a bundle brings a forked machine, two machines for one seat, or records that do not count, it is shown here.',
  onlyFounder:
    "This machine may only read: the founder's machine alone decides. Send your bundle to whoever founded the season.",
  same: 'Every machine that holds the same records sees this same list. Each decision is a revision of the season and travels to the others in bundles.',
  device:
    'Machine {{device}} · {{seats}} · used by {{actors}} · from {{since}} to {{newest}} · {{records}} records, {{sheets}} sheets',
  own: 'this machine',
  noCure: 'no revision cures this',
  more: 'and {{count}} more records',
  fork: {
    title: 'Number {{at}} twice: {{device}}',
    open: 'open',
    settled: 'settled',
    story:
      'This machine wrote two different records with number {{at}}, usually because it was restored from an older state or two copies of it were used. From that number on nothing of it counts. Ask the unit which branch is the true one and keep it; the old machine ends there, and the unit joins anew with a new invitation.',
    storySettled:
      'This machine wrote two different records with number {{at}}. The founder has set a cut; both records are kept as proof.',
    branch: 'Branch {{letter}}',
    kept: 'kept',
    knownBy: 'Known to: {{seats}}',
    knownByNobody: 'No other machine is known to have this branch.',
    keepNeither: 'Keep neither, cut after number {{before}}',
  },
  contested: {
    title: 'More than one machine for {{seat}}',
    story:
      'The invitation of this seat was used on several machines, so none of them counts. Ask the unit which one is the true one and choose it; what the other wrote is kept and can be admitted record by record. If none is right, issue a new invitation.',
  },
  vacant: {
    title: 'No machine holds {{seat}}',
    story:
      'The machine that held this seat was cut and never goes on. Issue a new invitation, so that the unit joins anew with a new key; what the new machine submits counts at once.',
  },
  lost: {
    title: acts.lostMachine.en,
    story:
      'A dead disk, a machine that is gone or replaced, or a stolen slip leaves no trace in the records. Choose the seat: cut the machine that holds it here, then issue a new invitation for the one that takes its place.',
    seat: 'Seat',
    choose: 'Choose a seat',
    open: 'No machine has joined this seat on the invitation in force. If its slip is lost, was seen by others or cannot be printed again, issue a new one.',
    own: 'This very machine holds that seat. To give it to another, this one gives it up first; then issue a new invitation.',
    held: 'The newest record held here of that machine comes first: as a rule cut there. Choose an older one if what came later is not the work of the unit. What arrives from beyond the cut is kept and can be admitted record by record.',
  },
  cut: {
    title: 'Beyond the cut: {{device}}',
    story:
      "These records lie beyond the machine's cut: kept, not counted. To admit one is to move the cut to exactly that record, with everything before it.",
  },
  quarantined: {
    title: 'Quarantined: {{device}}',
    story:
      'These records are kept and do not count, each for the reason beside it. Only reasons that lie in who holds a seat can be cured by a revision.',
  },
  act: {
    chooseDevice: acts.chooseDevice.en,
    setCut: acts.setCut.en,
    giveUp: acts.giveUp.en,
    newInvitation: acts.newInvitation.en,
    admit: acts.admit.en,
  },
  consequence: {
    chooseDevice:
      'The chosen machine holds this seat; the others are cut where they enrolled, and their records do not count. This takes effect on every machine that gets the bundle.',
    setCut:
      'This machine counts up to the chosen record and never goes on; its unit has to join anew with a new invitation. This takes effect on every machine that gets the bundle.',
    giveUp:
      'This machine holds that seat no more: what it wrote for it until now counts, and its other seats stay as they are. Then issue a new invitation for the machine that will hold it. This takes effect on every machine that gets the bundle.',
    newInvitation:
      'All earlier invitations of this seat end. The machine that joins on the new one holds the seat at once, with no round trip.',
    admit:
      "This record and everything before it in that machine's feed count. What the present holder wrote still goes first.",
  },
  becomeValid: 'Records that become valid: {{count}}',
  becomeInvalid: 'Records that are valid no longer: {{count}}',
  nobodyMoves: 'No standings change.',
  moves: 'Standings change for: {{names}}',
  reason: 'Reason (stands in the revision)',
  done: 'The revision is written',
  doneNext: 'Export a bundle, so that the others know.',
  slip: {
    title: 'New invitation',
    about:
      'Print the slip and hand it over in person, apart from the stick. It can be printed again under Season.',
  },
}
