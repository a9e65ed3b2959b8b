import { type Calls, calls } from '../../shared/contract/calls.ts'
import { ok } from '../../shared/kernel/result.ts'
import { draftAgreement, listAgreements } from '../services/agreements.ts'
import { exportBundle, planExport } from '../services/bundle-export.ts'
import { diagnose } from '../services/diagnosis.ts'
import { exchangeHistory, setAsideImport, takeBackImport } from '../services/exchange-history.ts'
import {
  browseFolder,
  chooseFiles,
  filePlaces,
  printDocument,
  receiveFile,
  savePdf,
  saveText,
} from '../services/files.ts'
import { discardFormDraft, openFormDraft, saveFormDraft } from '../services/form-drafts.ts'
import { commitFounding, prepareFounding, presetSummaries } from '../services/founding.ts'
import { commitImport, discardPreview } from '../services/import-commit.ts'
import { previewChanges, previewItems } from '../services/import-items.ts'
import { previewImport } from '../services/import-preview.ts'
import { inspectionPlan, planInspection } from '../services/inspection.ts'
import { addSeat, joinSeason, lookAtInvitation } from '../services/joining.ts'
import { stopWork } from '../services/long-work.ts'
import type { Machine } from '../services/machine.ts'
import { overview } from '../services/overview.ts'
import { reopenRound, roundClosings } from '../services/reopening.ts'
import { applyRepair, listRepairs, previewRepair } from '../services/repair.ts'
import { seatMachine } from '../services/repair-cases.ts'
import { closeRound, recordExclusion, roundGaps } from '../services/rounds.ts'
import { currentScale, publishAssignments, publishScale } from '../services/scales.ts'
import { openSeason, type SeasonSession } from '../services/season-session.ts'
import { confirmHolders, invitationRows, seasonView } from '../services/season-view.ts'
import { discardDraft, saveDraft } from '../services/sheet-drafts.ts'
import { submitSheet } from '../services/sheet-submission.ts'
import { listSheets, openSheet } from '../services/sheets.ts'
import { enrolSignatory, signAgreement } from '../services/signing.ts'
import { explainSubject, standingsView } from '../services/standings.ts'
import { declareOnlyCopy, lock, recover, unlock, workspaceStatus } from '../services/workspace.ts'
import { createDispatcher, type Dispatcher, type DispatcherPorts, type Handlers } from './dispatcher.ts'

/** What the handlers of one machine need beside it. */
export interface HandlerOptions {
  /** Plays the practice season into this empty folder; see `practice-play.ts`. */
  readonly openPractice: (machine: Machine) => ReturnType<Handlers<Calls, Machine>['practice.open']>
}

/** Every call of the contract on one machine: look up, parse, authorise, service, envelope. */
export function createHandlers(ports: DispatcherPorts<Machine>, options: HandlerOptions): Dispatcher {
  return createDispatcher<Calls, Machine>(calls, ports, {
    ...workspaceHandlers(options),
    ...seasonHandlers,
    ...sheetHandlers,
    ...exchangeHandlers,
  })
}

type Some<Name extends keyof Calls> = Pick<Handlers<Calls, Machine>, Name>

function workspaceHandlers({ openPractice }: HandlerOptions): Some<WorkspaceCall> {
  return {
    'host.info': (_input, machine) => ok(machine.ports.hostInfo),
    'workspace.status': (_input, machine) => workspaceStatus(machine),
    'workspace.unlock': (input, machine) => unlock(machine, input),
    'workspace.recover': (input, machine) => recover(machine, input),
    'workspace.declareOnlyCopy': withSeason(declareOnlyCopy),
    'workspace.lock': (_input, machine) => {
      lock(machine)
      return ok(null)
    },
    'workspace.suggestPassphrase': (_input, machine) =>
      ok({ passphrase: machine.ports.passphrases.suggest(machine.sources.random) }),
    'practice.open': (_input, machine) => openPractice(machine),
    'founding.presets': (_input, machine) => ok(presetSummaries(machine)),
    'founding.prepare': (input, machine) => prepareFounding(machine, input),
    'founding.commit': (_input, machine) => commitFounding(machine),
    'joining.look': (input, machine) => lookAtInvitation(machine, input),
    'joining.commit': (input, machine) => joinSeason(machine, input),
    'joining.addSeat': withSeason((machine, session, input) => addSeat(machine, session, input.code)),
    'files.places': (_input, machine) => ok(filePlaces(machine)),
    'files.browse': (input, machine) => browseFolder(machine, input.folder),
    'files.choose': (input, machine) => chooseFiles(machine, input.what),
    'files.receive': (input, machine) => receiveFile(machine, input),
    'files.saveText': (input, machine) => saveText(machine, input),
    'documents.savePdf': (input, machine) => savePdf(machine, input),
    'documents.print': (_input, machine) => printDocument(machine),
  }
}
type WorkspaceCall = Extract<
  keyof Calls,
  `${'host' | 'workspace' | 'practice' | 'founding' | 'joining' | 'files' | 'documents'}.${string}`
>

const seasonHandlers: Some<SeasonCall> = {
  'season.get': withSeason((_machine, session) => ok(seasonView(session))),
  'season.overview': withSeason((_machine, session) => ok(overview(session))),
  'season.invitations': withSeason((machine, session) => ok(invitationRows(machine, session))),
  'season.confirmHolders': withSeason(confirmHolders),
  'scale.current': withSeason((_machine, session, input) => currentScale(session, input.cluster)),
  'scale.publish': withSeason(publishScale),
  'assignments.publish': withSeason(publishAssignments),
  'agreement.list': withSeason((machine, session) => ok(listAgreements(machine, session))),
  'agreement.draft': withSeason(draftAgreement),
  'agreement.sign': withSeason(signAgreement),
  'signatory.enrol': withSeason(enrolSignatory),
}
type SeasonCall = Extract<
  keyof Calls,
  `${'season' | 'scale' | 'assignments' | 'agreement' | 'signatory'}.${string}`
>

const sheetHandlers: Some<SheetCall> = {
  'sheets.list': withSeason((_machine, session, input) => listSheets(session, input.round)),
  'sheets.open': withSeason((_machine, session, input) => openSheet(session, input)),
  'sheets.saveDraft': withSeason((_machine, session, input) => saveDraft(session, input)),
  'sheets.discardDraft': withSeason((_machine, session, input) => discardDraft(session, input)),
  'sheets.submit': withSeason(submitSheet),
  'forms.open': withSeason((_machine, session, input) => ok(openFormDraft(session, input))),
  'forms.save': withSeason((_machine, session, input) => saveFormDraft(session, input)),
  'forms.discard': withSeason((_machine, session, input) => discardFormDraft(session, input)),
  'inspection.get': withSeason((_machine, session, input) => inspectionPlan(session, input)),
  'inspection.plan': withSeason(planInspection),
  'exclusions.record': withSeason(recordExclusion),
  'rounds.gaps': withSeason((_machine, session, input) => roundGaps(session, input)),
  'rounds.close': withSeason(closeRound),
  'rounds.closings': withSeason(roundClosings),
  'rounds.reopen': withSeason(reopenRound),
  'repair.list': withSeason((_machine, session) => ok(listRepairs(session))),
  'repair.seat': withSeason((_machine, session, input) => ok({ machine: seatMachine(session, input.seat) })),
  'repair.preview': withSeason((machine, session, input) => previewRepair(machine, session, input.act)),
  'repair.apply': withSeason(applyRepair),
  'standings.get': withSeason(standingsView),
  'standings.explain': withSeason((_machine, session, input) => explainSubject(session, input)),
}
type SheetCall = Extract<
  keyof Calls,
  `${'sheets' | 'forms' | 'inspection' | 'exclusions' | 'rounds' | 'repair' | 'standings'}.${string}`
>

const exchangeHandlers: Some<ExchangeCall> = {
  'exchange.planExport': withSeason((_machine, session, input) => ok(planExport(session, input))),
  'exchange.export': withSeason(exportBundle),
  'exchange.diagnose': withSeason(diagnose),
  'exchange.preview': withSeason(previewImport),
  'exchange.previewItems': withSeason(previewItems),
  'exchange.previewChanges': withSeason((machine, _session, input) => previewChanges(machine, input)),
  'exchange.commit': withSeason(commitImport),
  'exchange.cancel': (_input, machine) => ok(stopWork(machine)),
  'exchange.discard': (input, machine) => ok(discardPreview(machine, input.token)),
  'exchange.history': withSeason((_machine, session) => ok(exchangeHistory(session))),
  'exchange.setAside': withSeason((machine, session, input) =>
    setAsideImport(machine, session, input.importId),
  ),
  'exchange.takeBack': withSeason((machine, session, input) =>
    takeBackImport(machine, session, input.importId),
  ),
}
type ExchangeCall = Extract<keyof Calls, `exchange.${string}`>

/** A handler that needs an open season; without one the call answers `noSeason`. */
function withSeason<Input, Answer>(
  act: (machine: Machine, session: SeasonSession, input: Input) => Answer,
): (
  input: Input,
  machine: Machine,
) => Answer | Extract<ReturnType<typeof openSeason>, { readonly ok: false }> {
  return (input, machine) => {
    const session = openSeason(machine)
    return session.ok ? act(machine, session.value, input) : session
  }
}
