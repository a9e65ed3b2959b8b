import { Alert, Anchor, List, Stack, Textarea } from '@mantine/core'
import type { Failure } from '../../../shared/contract/failures.ts'
import type { CriterionCode } from '../../../shared/domain/ids.ts'
import { layerName } from '../../../shared/messages/words.ts'
import { useLanguage, useText } from '../../i18n/setup.ts'
import { useCommandCall } from '../../transport/use-call.ts'
import { ConsequenceDialog } from '../../ui/consequence-dialog.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import type { Keeper } from '../../ui/unsaved/keeper.ts'
import { entriesInOrder } from './state/sheet-store.ts'
import { useSheet, useSheetStore } from './state/store-context.ts'

export interface SubmitDialogProps {
  readonly onClose: () => void
  readonly onSubmitted: () => void
  /** The draft is written first, so that a refusal loses nothing; it goes with the submission. */
  readonly keeper: Keeper
}

export function SubmitDialog({ onClose, onSubmitted, keeper }: SubmitDialogProps) {
  const t = useText()
  const language = useLanguage()
  const store = useSheetStore()
  const submit = useCommandCall('sheets.submit')
  const view = useSheet((state) => state.view)
  const note = useSheet((state) => state.note)
  const setNote = useSheet((state) => state.setNote)
  const missing = useSheet((state) => state.missing)
  const refusedKeys = useSheet((state) => state.refused)
  const scoreOf = useSheet((state) => state.scoreOf)
  const leftOut = useSheet((state) => state.leftOut)
  const problems = [
    ...new Set([
      ...[...refusedKeys.keys()].map((key) => key.slice(key.indexOf(' ') + 1) as CriterionCode), // made by `cellKey`
      ...[...scoreOf.values()].filter(({ state }) => state === 'error').map(({ criterion }) => criterion),
      ...submittedProblems(submit.problem),
    ]),
  ]
  const run = async () => {
    await keeper.flush()
    const state = store.getState()
    const answer = await submit.run({
      round: view.round,
      subject: view.subject,
      layer: view.layer,
      entries: entriesInOrder(state),
      note: state.note.trim(),
      draft: { scale: view.scaleRecord, basedOn: keeper.version() },
    })
    if (answer.ok) onSubmitted()
  }
  const goTo = (criterion: CriterionCode) => {
    store.getState().setFilter('all')
    store.getState().select({ criterion, column: 'result' })
    onClose()
  }
  return (
    <ConsequenceDialog
      opened
      onClose={onClose}
      title={t('sheets.submit.title', { layer: layerName(view.layer, language) })}
      consequence={t('sheets.submit.consequence')}
      confirmLabel={t(view.layers[view.layer] === null ? 'sheets.submit.button' : 'sheets.submit.again')}
      onConfirm={() => void run()}
      pending={submit.pending}
      disabled={refusedKeys.size > 0 || [...scoreOf.values()].some(({ state }) => state === 'error')}
    >
      <Stack gap="sm">
        {missing === 0 ? null : (
          <Alert color="gold" variant="light" p="xs">
            {t('sheets.submit.missing', { count: missing })}
          </Alert>
        )}
        {leftOut.length === 0 ? null : (
          <Alert color="gold" variant="light" p="xs">
            {t('sheets.submit.leftOut', { count: leftOut.length })}
          </Alert>
        )}
        {problems.length === 0 ? null : (
          <Alert
            color="red"
            variant="light"
            p="xs"
            title={t('sheets.submit.problems', { count: problems.length })}
          >
            <List size="sm">
              {problems.map((criterion) => (
                <List.Item key={criterion}>
                  <Anchor
                    component="button"
                    type="button"
                    size="sm"
                    ta="left"
                    onClick={() => goTo(criterion)}
                  >
                    {criterion}. {store.getState().leafOf.get(criterion)?.title}
                  </Anchor>
                </List.Item>
              ))}
            </List>
          </Alert>
        )}
        <Textarea
          label={t('sheets.submit.note')}
          value={note}
          maxLength={4000}
          autosize
          minRows={1}
          maxRows={5}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <ProblemAlert problem={submit.problem} scale={view.scale} />
      </Stack>
    </ConsequenceDialog>
  )
}

function submittedProblems(
  problem: ReturnType<typeof useCommandCall<'sheets.submit'>>['problem'],
): readonly CriterionCode[] {
  if (problem?.kind !== 'refused') return []
  const failure: Failure = problem.failure
  return failure.code === 'sheetInvalid' ? failure.problems.map(({ criterion }) => criterion) : []
}
