import { act, acts } from '../../../shared/messages/acts.ts'
import type { Texts } from '../texts.ts'
import type * as vi from '../vi/start.ts'

export const start: Texts<typeof vi.start> = {
  welcome: 'Emulation software for police emulation clusters',
  question: 'How would you like to start?',
  offline: 'All data stays on this machine, encrypted; no network is needed or used.',
  join: {
    title: acts.join.en,
    about:
      'I have a season bundle (on a stick) and an invitation slip, or the recovery slip because the machine of the founder is gone.',
    step: {
      bundle: 'Bundle and code',
      seat: 'Confirm the seat',
      account: 'Account',
      recovery: 'Recovery code',
    },
    chooseBundle: 'Season bundle',
    chooseBundleHint:
      'A .giaouoc file from the standing office. With the recovery slip: the newest of one or several machines, whichever, full ones at best.',
    code: 'Code on the invitation or recovery slip',
    codeHint: 'Just type: grouping and capitals come by themselves. {{typed}}/36 characters.',
    look: 'Check the code',
    youJoin: 'You will join as',
    ofSeason: 'in',
    foundedBy: 'Founded by {{authority}}',
    rightSeat: 'If this is not your seat, stop and tell the standing office: this code is for another unit.',
    commit: 'Join',
  },
  takeover: {
    title: "This is the recovery slip: this machine will take the place of the founder's",
    newest:
      'Use the newest bundles of several machines if you have them, full ones at best: the newer they are, the less has to be done again. Go back to choose more.',
    consequence:
      'The old machine of the founder is cut and never writes again, even if it is found. This cannot be taken back.',
    commit: "Replace the founder's machine",
    cuts: 'Replaced machines, and the last record of each that counts (by the bundles chosen):',
    cut: 'Machine {{device}} · {{actor}} · up to record number {{seq}} ({{at}})',
    cutBeyond:
      'Machine {{device}} · {{actor}} · up to record number {{seq}} ({{at}}); after it a number is missing or doubled, and {{beyond}} records are kept without counting',
    everybody: 'Other machines learn of it with the next bundle of this one.',
    kept: `Records of the old machine beyond these bundles are kept if they still arrive, and can be admitted one by one in ${act('repair', 'en')}.`,
    lost: 'Newer revisions of the season by the old machine lose their effect; what was written on top of them has to be done again.',
    invitations: `The codes of unused invitations are not on this machine. Slips handed out that these bundles know of still work; for lost or newer ones issue a new invitation in ${act('repair', 'en')}.`,
    slip: 'The recovery slip stays valid: put it back into the safe.',
  },
  found: {
    title: acts.found.en,
    about: 'I am the standing office (or the lead of a cluster that runs alone).',
    step: { preset: 'Preset', account: 'Account', recovery: 'Recovery slip' },
    preset: 'From a preset',
    presetFacts: '{{clusters}} clusters · {{units}} units · {{scale}}',
    noPresets: 'No preset came with the program.',
    name: 'Name of the season',
    year: 'Year',
    crossEntry: 'Cross-inspection sheets',
    prepare: 'Prepare',
    slipTitle: 'Recovery slip of the season',
    slipAbout: `When this machine breaks, is lost or forked: on a new machine, ${act('join', 'en')} with this slip and the newest bundle of any machine, and the new one takes the place of this one. Whoever holds the slip can do so: keep it in a safe, take no photo, keep it apart from the stick.`,
    commit: 'Found the season',
    commitHint: 'Print or save the slip first; it is not shown again.',
  },
  practice: {
    title: 'Look at sample data',
    about: 'A practice season: 4 clusters, 34 units, sheets and all; ready in seconds.',
    open: 'Make the sample data',
    opening: 'Making the practice season…',
    progress: '{{done}}/{{total}}',
    ready: 'The sample data is ready',
    passphraseIs: 'Passphrase of the practice season, for opening it again:',
    neverMixes: 'Practice data is marked and never mixes with real data.',
    enter: 'Enter',
  },
  account: {
    name: 'Name of the person using this machine',
    nameHint: 'It is written beside everything done here.',
  },
  recovery: {
    machineTitle: 'Recovery code of this machine',
    machineAbout: 'For a forgotten passphrase. Without either, nobody can open the data.',
    print: 'Print the slip',
    save: 'Save as a file',
    saveHere: 'Save here',
    printed: 'Printed',
    saved: 'Saved',
    kept: 'I have printed or saved the code and put it in a safe place',
    enter: 'Enter',
    checkGroup: 'Check group',
    file: 'recovery',
  },
}

export const unlock: Texts<typeof vi.unlock> = {
  title: acts.unlock.en,
  account: 'Account',
  passphrase: 'Passphrase',
  open: 'Unlock',
  wait: 'Try again in {{seconds}} s',
  forgotten: 'Forgotten?',
  recoverTitle: 'Set a new passphrase with the recovery code',
  recoveryCode: 'Recovery code of this machine',
  recoveryHint: 'Printed when the machine joined the season.',
  recover: 'Set the passphrase and open',
  recovered: 'The new passphrase is set',
  backToPassphrase: 'Back to the passphrase',
  practiceHint: 'Practice season: its passphrase was shown when it was made.',
}
