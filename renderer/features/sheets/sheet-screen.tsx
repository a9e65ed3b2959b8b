import { ActionIcon, Alert, Badge, Button, Tooltip } from '@mantine/core'
import { IconArrowLeft, IconInfoCircle, IconSend, IconTrash } from '@tabler/icons-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { SheetView } from '../../../shared/contract/sheets.ts'
import type { RoundCode, SubjectCode } from '../../../shared/domain/ids.ts'
import type { Layer } from '../../../shared/domain/sheet.ts'
import { layerName } from '../../../shared/messages/words.ts'
import { useText } from '../../i18n/setup.ts'
import { useCommandCall, useQueryCall } from '../../transport/use-call.ts'
import { Asked } from '../../ui/asked.tsx'
import { ConsequenceDialog } from '../../ui/consequence-dialog.tsx'
import { hrefs } from '../../ui/hrefs.ts'
import { Page } from '../../ui/page.tsx'
import { PrintLink } from '../../ui/print-link.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { go } from '../../ui/router.ts'
import { toast } from '../../ui/toasts.tsx'
import { useWords } from '../../ui/use-words.ts'
import { DraftChoice } from './draft-choice.tsx'
import { SheetGrid } from './grid/sheet-grid.tsx'
import { LeftOutTexts } from './left-out-texts.tsx'
import { SidePanel } from './panel/side-panel.tsx'
import classes from './sheet.module.css'
import { SheetToolbar } from './sheet-toolbar.tsx'
import { SheetTotals } from './sheet-totals.tsx'
import { createSheetStore } from './state/sheet-store.ts'
import { SheetStoreContext } from './state/store-context.ts'
import { SubmitDialog } from './submit-dialog.tsx'
import { useAutosave } from './use-autosave.ts'

export interface SheetScreenProps {
  readonly round: RoundCode
  readonly subject: SubjectCode
  readonly layer: Layer
}

/** One sheet. Another sheet, or another scale under it, is another store. */
export function SheetScreen({ round, subject, layer }: SheetScreenProps) {
  const opened = useQueryCall('sheets.open', { round, subject, layer })
  return (
    <Asked query={opened} rows={14}>
      {(view) => <OpenSheet key={`${round} ${subject} ${layer} ${view.scaleRecord}`} view={view} />}
    </Asked>
  )
}

function OpenSheet({ view }: { readonly view: SheetView }) {
  const t = useText()
  const words = useWords()
  const [store] = useState(() => createSheetStore(view))
  const [asking, setAsking] = useState<'submit' | 'discard' | null>(null)
  const discard = useCommandCall('sheets.discardDraft')
  const panel = useRef<HTMLElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const writable = view.mayWrite.yes
  const { keeper, save } = useAutosave(store, writable)
  const choosing = writable && view.draftsAside.length > 0
  const typing = useStore(store, ({ editing }) => editing !== null)
  // An import may bring other subjects' entries while this one is written; another window may change the draft.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once everything typed here is kept, too
  useEffect(() => {
    const state = store.getState()
    if (state.view !== view) state.setView(view)
    // The grid makes way for the choice: what stood in its open cell is part of what is chosen from.
    if (choosing) state.commitEdit()
    if (view.draftVersion <= keeper.version() || keeper.isUnsaved()) return
    if (state.adopt()) keeper.adopt(view.draftVersion, view.draft?.savedAt ?? null)
  }, [store, keeper, view, save, typing, choosing])
  const toPanel = useCallback(() => {
    const first = panel.current?.querySelector<HTMLElement>('input, textarea, button')
    ;(first ?? panel.current)?.focus()
  }, [])
  const toGrid = useCallback(() => body.current?.querySelector('table')?.focus(), [])
  useEffect(toGrid, [toGrid])

  const leave = () => go(hrefs.sheets(view.round))
  const dropDraft = async () => {
    await keeper.flush()
    const { round, subject, layer } = view
    const answer = await discard.run({ round, subject, layer, basedOn: keeper.version() })
    if (!answer.ok) return
    keeper.stop()
    setAsking(null)
    toast('done', t('sheets.discard.done'))
    leave()
  }
  const submitted = view.layers[view.layer]
  return (
    <SheetStoreContext value={store}>
      <Page
        fit="full"
        title={view.subjectName}
        badges={
          <>
            <Badge variant="filled">{layerName(view.layer, words.language)}</Badge>
            <Badge variant="light" color="gray">
              {view.roundName} · {view.clusterName}
            </Badge>
          </>
        }
        actions={
          <>
            <Tooltip label={t('sheets.back')}>
              <ActionIcon
                component="a"
                href={hrefs.sheets(view.round)}
                variant="subtle"
                color="gray"
                size="md"
                aria-label={t('sheets.back')}
              >
                <IconArrowLeft size={18} />
              </ActionIcon>
            </Tooltip>
            <PrintLink size="xs" href={hrefs.print('sheet', { round: view.round, subject: view.subject })} />
            {writable && !choosing && view.draft !== null ? (
              <Button
                variant="default"
                size="xs"
                leftSection={<IconTrash size={15} />}
                onClick={() => setAsking('discard')}
              >
                {t('sheets.discard.button')}
              </Button>
            ) : null}
            {writable && !choosing ? (
              <Button size="xs" leftSection={<IconSend size={15} />} onClick={() => setAsking('submit')}>
                {t(submitted === null ? 'sheets.submit.button' : 'sheets.submit.again')}
              </Button>
            ) : null}
          </>
        }
      >
        <Notices view={view} />
        {choosing ? (
          <DraftChoice view={view} />
        ) : (
          <>
            <SheetToolbar writable={writable} save={save} />
            {'problem' in save ? <ProblemAlert problem={save.problem} scale={view.scale} p="xs" /> : null}
            <LeftOutTexts writable={writable} />
            <div className={classes['body']} ref={body}>
              <SheetGrid writable={writable} onLeaveToPanel={toPanel} />
              <SidePanel writable={writable} panel={panel} onLeave={toGrid} />
            </div>
            <SheetTotals />
          </>
        )}
        {asking === 'submit' ? (
          <SubmitDialog
            onClose={() => setAsking(null)}
            keeper={keeper}
            onSubmitted={() => {
              keeper.stop()
              toast('done', t('sheets.submit.done'), t('sheets.submit.doneNext'))
              leave()
            }}
          />
        ) : null}
        <ConsequenceDialog
          opened={asking === 'discard'}
          onClose={() => setAsking(null)}
          title={t('sheets.discard.title')}
          consequence={t('sheets.discard.consequence')}
          confirmLabel={t('sheets.discard.button')}
          onConfirm={() => void dropDraft()}
          pending={discard.pending}
        >
          <ProblemAlert problem={discard.problem} />
        </ConsequenceDialog>
      </Page>
    </SheetStoreContext>
  )
}

/** What must be known before writing: read only and why, excluded, old scale. */
function Notices({ view }: { readonly view: SheetView }) {
  const t = useText()
  const words = useWords()
  const { mayWrite } = view
  return (
    <>
      {mayWrite.yes ? null : (
        <Alert color="gray" variant="light" p="xs" icon={<IconInfoCircle />}>
          {t(`sheets.readOnly.${mayWrite.why}`, { owners: mayWrite.owners.map(words.seat).join(', ') })}
        </Alert>
      )}
      {view.excluded === null ? null : (
        <Alert color="gold" variant="light" p="xs" icon={<IconInfoCircle />}>
          {t('sheets.excluded', { reason: view.excluded })}
        </Alert>
      )}
      {membersDiffer(view) ? (
        <Alert color="gold" variant="light" p="xs" icon={<IconInfoCircle />}>
          {t('sheets.membersDiffer')}
        </Alert>
      ) : null}
      {view.layers[view.layer]?.oldScale === true ? (
        <Alert color="gold" variant="light" p="xs" icon={<IconInfoCircle />}>
          {t('sheets.oldScale')}
        </Alert>
      ) : null}
    </>
  )
}

/** Of members who differ only what they agree on is shown, and each sheet stands beside it. */
function membersDiffer(view: SheetView): boolean {
  const shown = view.layers[view.layer]?.record
  return view.beside.some(({ layer, record }) => layer === view.layer && record === shown)
}
