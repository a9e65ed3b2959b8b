import type { CallInput, CallName } from '../../shared/contract/calls.ts'
import type { FileHandle } from '../../shared/contract/files.ts'
import type { RecordId } from '../../shared/domain/ids.ts'
import { scaleSchema } from '../../shared/domain/scale.ts'
import { code, sheetKey, smallEntries } from '../support/seasons.ts'
import { smallPreset } from '../support/small-preset.ts'

const handle = 'a-handle-of-nothing' as FileHandle // fits the pattern, names no file
const record = 'ab'.repeat(32) as RecordId // fits the pattern, names no record
const place = { round: code.round('Q1'), cluster: code.cluster('1') }
const sheet = { ...sheetKey('A1'), entries: smallEntries(100, '75'), note: '' }
const draftBase = { basedOn: 0, writer: 'sample', settles: [] }
const passphrase = 'thi-dua-thuc-hanh-2021'

/** A well-formed input of every call there is; a new call without one does not compile. */
export const sampleInputs: { readonly [Name in CallName]: CallInput<Name> } = {
  'host.info': {},
  'workspace.status': {},
  'workspace.unlock': { account: 'a', passphrase },
  'workspace.recover': { recoveryCode: '0', newPassphrase: passphrase },
  'workspace.declareOnlyCopy': {},
  'workspace.lock': {},
  'workspace.suggestPassphrase': {},
  'practice.open': {},
  'founding.presets': {},
  'founding.prepare': { preset: 'none', year: 2026, name: 'Thử', account: 'a', passphrase },
  'founding.commit': { slipKept: 'saved' },
  'joining.look': { files: [handle], code: '0' },
  'joining.commit': { files: [handle], code: '0', account: 'a', passphrase },
  'joining.addSeat': { code: '0' },
  'files.places': {},
  'files.browse': { folder: handle },
  'files.choose': { what: 'folder' },
  'files.receive': { name: 'x', base64: 'AAAA' },
  'files.saveText': { folder: handle, name: 'x', text: 'x' },
  'documents.savePdf': { folder: handle, name: 'x' },
  'documents.print': {},
  'season.get': {},
  'season.overview': {},
  'season.invitations': {},
  'season.confirmHolders': { reason: '' },
  'scale.current': { cluster: null },
  'scale.publish': { cluster: null, scale: scaleSchema.parse(smallPreset.scale) },
  'assignments.publish': { cluster: null, scale: record, items: [] },
  'agreement.list': {},
  'agreement.draft': {
    scope: null,
    title: 'x',
    motto: '',
    parties: [code.seat('lead:1')],
    articles: [{ no: 1, title: 'x', targets: [] }],
    titles: [],
  },
  'agreement.sign': { agreement: record, seat: code.seat('lead:1'), signatory: record, passphrase },
  'signatory.enrol': { name: 'x', rank: 'x', position: 'x', passphrase },
  'sheets.list': { round: place.round },
  'sheets.open': sheetKey('A1'),
  'sheets.saveDraft': { ...sheet, unread: [], leftOut: [], scale: record, ...draftBase },
  'sheets.discardDraft': { ...sheetKey('A1'), basedOn: 0 },
  'sheets.submit': sheet,
  'forms.open': { form: 'reason', place: '' },
  'forms.save': { place: '', content: { form: 'reason', reason: 'x' }, ...draftBase },
  'forms.discard': { form: 'reason', place: '', basedOn: 0 },
  'inspection.get': place,
  'inspection.plan': { ...place, teams: [{ seats: [code.seat('unit:A1')], subjects: [code.subject('A2')] }] },
  'exclusions.record': {
    round: place.round,
    subject: code.subject('A1'),
    reason: 'x',
    from: null,
    until: '2026-11-30',
  },
  'rounds.gaps': place,
  'rounds.close': { ...place, gaps: [], ties: [], choices: [] },
  'rounds.closings': place,
  'rounds.reopen': { closing: record, reason: 'x' },
  'repair.list': {},
  'repair.seat': { seat: code.seat('unit:A1') },
  'repair.preview': { act: { act: 'admit', record } },
  'repair.apply': { act: { act: 'newInvitation', seat: code.seat('unit:A1') }, reason: '' },
  'standings.get': place,
  'standings.explain': { ...place, subject: code.subject('A1') },
  'exchange.planExport': { recipients: [], content: 'delta' },
  'exchange.export': { recipients: [], content: 'delta', folder: handle },
  'exchange.preview': { files: [handle] },
  'exchange.previewItems': { token: 'x', class: null, search: '', offset: 0, limit: 100 },
  'exchange.previewChanges': {
    token: 'x',
    record: code.record('0'.repeat(64)),
    beside: null,
    offset: 0,
    limit: 100,
  },
  'exchange.cancel': {},
  'exchange.commit': { token: 'x' },
  'exchange.discard': { token: 'x' },
  'exchange.diagnose': {},
  'exchange.history': {},
  'exchange.setAside': { importId: 1 },
  'exchange.takeBack': { importId: 1 },
}
