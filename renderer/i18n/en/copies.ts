import type { Texts } from '../texts.ts'
import type * as vi from '../vi/copies.ts'

export const copies: Texts<typeof vi.copies> = {
  title: 'This machine is read-only for now: it may be an older copy, or not the only one',
  how: 'Why, and what to do',
  next: 'Reading, importing and exporting go on; submitting, signing and closing wait, because two records with one number cannot be undone. First import the newest bundles of the machines that have received data of this one, so that its own records come home. If this notice is still here then, declare that there is no other copy.',
  gapNext:
    'Reading, importing and exporting go on. Import a full bundle of a machine that has received data of this one.',
  renamedNext:
    'If this is still the same computer and there is no other copy of the data folder, confirm it once.',
  sameMachine: 'It is the same machine',
  import: 'Import a bundle of another machine',
  declare: 'There is no other copy…',
  declareTitle: 'Declare that there is no other copy',
  consequence:
    'Should this be wrong, the machine gives numbers again that it has sent out before: both records are kept as proof, this machine loses its right to write everywhere and has to join anew with a new invitation. Records that only the other copy holds are lost.',
  declareAsk:
    'No other folder, drive or computer uses the data of this machine or ever will. The account and the time of this declaration are kept on this machine.',
  declareConfirm: 'I declare it',
}
