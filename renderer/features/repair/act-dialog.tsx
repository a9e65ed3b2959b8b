import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { RepairAct, RepairChange } from '../../../shared/contract/repair.ts'
import type { Slip } from '../../../shared/contract/workspace.ts'
import type { Seat } from '../../../shared/domain/ids.ts'
import { useText } from '../../i18n/setup.ts'
import { useCommandCall, useQueryCall } from '../../transport/use-call.ts'
import { Asked } from '../../ui/asked.tsx'
import { CodeSlip } from '../../ui/code-slip.tsx'
import { toast } from '../../ui/toasts.tsx'
import { ReasonDialog } from '../../ui/unsaved/reason-dialog.tsx'
import { useWords } from '../../ui/use-words.ts'
import { recordLine } from './repair-records.tsx'

export interface ActDialogProps {
  readonly act: RepairAct
  readonly onClose: () => void
}

/** What an act would change, its consequence, and the one question. A new invitation shows its slip afterwards. */
export function ActDialog({ act, onClose }: ActDialogProps) {
  const t = useText()
  const [slip, setSlip] = useState<Slip | null>(null)
  const preview = useQueryCall('repair.preview', { act }, { enabled: slip === null })
  const apply = useCommandCall('repair.apply')
  const run = async (reason: string) => {
    const answer = await apply.run({ act, reason })
    if (!answer.ok) return false
    toast('done', t('repair.done'), t('repair.doneNext'))
    if (answer.value.slip === null) onClose()
    else setSlip(answer.value.slip)
    return true
  }
  if (slip !== null && act.act === 'newInvitation') {
    return <NewSlip slip={slip} seat={act.seat} onClose={onClose} />
  }
  return (
    <ReasonDialog
      place={placeOf(act)}
      label={t('repair.reason')}
      maxLength={500}
      required={false}
      ready={preview.data !== undefined}
      onClose={onClose}
      title={t(`repair.act.${act.act}`)}
      consequence={t(`repair.consequence.${act.act}`)}
      confirmLabel={t(`repair.act.${act.act}`)}
      onConfirm={run}
      pending={apply.pending}
      problem={apply.problem}
      size="lg"
    >
      <Asked query={preview} rows={3}>
        {({ becomeValid, becomeInvalid, moved }) => (
          <Stack gap="xs" role="status">
            <Changes title={t('repair.becomeValid', { count: becomeValid.total })} change={becomeValid} />
            <Changes
              title={t('repair.becomeInvalid', { count: becomeInvalid.total })}
              change={becomeInvalid}
            />
            <Text size="sm">
              {moved.length === 0
                ? t('repair.nobodyMoves')
                : t('repair.moves', {
                    names: moved.flatMap(({ moves }) => moves.map((move) => move.name)).join(', '),
                  })}
            </Text>
          </Stack>
        )}
      </Asked>
    </ReasonDialog>
  )
}

/** Under which name the reason typed for this act is kept. */
function placeOf(act: RepairAct): string {
  switch (act.act) {
    case 'setCut':
    case 'admit':
      return `${act.act} ${act.record}`
    case 'chooseDevice':
      return `${act.act} ${act.seat} ${act.device.slice(0, 16)}`
    case 'giveUp':
    case 'newInvitation':
      return `${act.act} ${act.seat}`
  }
}

const listedChanges = 8

function Changes({ title, change }: { readonly title: string; readonly change: RepairChange }) {
  const words = useWords()
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      {change.records.slice(0, listedChanges).map((record) => (
        <Text key={record.record} size="xs" c="dimmed">
          #{record.seq} {recordLine(record, words)} · {record.actor}
        </Text>
      ))}
      {change.total > listedChanges ? <Text size="xs">…</Text> : null}
    </div>
  )
}

function NewSlip({
  slip,
  seat,
  onClose,
}: {
  readonly slip: Slip
  readonly seat: Seat
  readonly onClose: () => void
}) {
  const t = useText()
  const words = useWords()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('repair.slip.title')}
      size="lg"
      centered
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <CodeSlip
          title={t('repair.slip.title')}
          about={t('repair.slip.about')}
          owner={words.seat(seat)}
          codes={[{ code: slip.code, checkGroup: slip.checkGroup }]}
          onKept={() => undefined}
        />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('common.close')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
