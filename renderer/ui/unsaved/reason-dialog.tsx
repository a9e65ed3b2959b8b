import { Stack, Textarea } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Failure } from '../../../shared/contract/failures.ts'
import type { CallProblem } from '../../transport/call-host.ts'
import { ConsequenceDialog, type ConsequenceDialogProps } from '../consequence-dialog.tsx'
import { ProblemAlert } from '../problem-alert.tsx'
import { KeptForm } from './form-draft.tsx'

export interface ReasonDialogProps
  extends Omit<ConsequenceDialogProps, 'opened' | 'onConfirm' | 'disabled' | 'children'> {
  /** Which act the reason is for: what was typed is found again when the same act is begun again. */
  readonly place: string
  readonly label: string
  readonly maxLength: number
  readonly required: boolean
  /** Whether everything the person has to see first is on screen. */
  readonly ready?: boolean
  /** True: done, and the reason typed is needed no more. */
  readonly onConfirm: (reason: string) => Promise<boolean>
  readonly problem: CallProblem<Failure> | null
  readonly children?: ReactNode
}

/** An act that asks once and takes a reason; the reason is kept while it is typed. Open for as long as it is there. */
export function ReasonDialog({
  place,
  label,
  maxLength,
  required,
  ready = true,
  onConfirm,
  problem,
  children,
  ...dialog
}: ReasonDialogProps) {
  return (
    <KeptForm
      form="reason"
      place={place}
      rows={0}
      initial={{ form: 'reason', reason: '' }}
      describe={({ reason }) => [{ label, text: reason }]}
    >
      {({ content: { reason }, change, sent, notice }) => (
        <ConsequenceDialog
          {...dialog}
          opened
          disabled={!ready || (required && reason.trim() === '')}
          onConfirm={() => {
            void onConfirm(reason.trim()).then((done) => (done ? sent() : undefined))
          }}
        >
          <Stack gap="sm">
            {children}
            <Textarea
              label={label}
              value={reason}
              maxLength={maxLength}
              required={required}
              autosize
              minRows={2}
              data-autofocus
              onChange={(event) => change({ form: 'reason', reason: event.currentTarget.value })}
            />
            {notice}
            <ProblemAlert problem={problem} />
          </Stack>
        </ConsequenceDialog>
      )}
    </KeptForm>
  )
}
