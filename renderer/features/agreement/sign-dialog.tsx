import { Anchor, PasswordInput, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { AgreementView, PartyView, SignatoryView } from '../../../shared/contract/agreement.ts'
import { useText } from '../../i18n/setup.ts'
import { useCommandCall } from '../../transport/use-call.ts'
import { ConsequenceDialog } from '../../ui/consequence-dialog.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { toast } from '../../ui/toasts.tsx'
import { leaving, useUnsaved } from '../../ui/unsaved/leaving.ts'
import { EnrolDialog } from './enrol-dialog.tsx'

export interface SignDialogProps {
  readonly agreement: AgreementView
  /** Of this machine, not signed yet; at least one. */
  readonly parties: readonly PartyView[]
  readonly signatories: readonly SignatoryView[]
  readonly onClose: () => void
}

/** Seat, signatory, passphrase. A machine without a signatory enrols one first. */
export function SignDialog({ agreement, parties, signatories, onClose }: SignDialogProps) {
  const t = useText()
  const sign = useCommandCall('agreement.sign')
  const [enrolling, setEnrolling] = useState(signatories.length === 0)
  const [seat, setSeat] = useState(parties[0]?.seat)
  const [signatory, setSignatory] = useState(signatories.at(-1)?.record)
  const [passphrase, setPassphrase] = useState('')
  useUnsaved(passphrase !== '')
  const submit = async () => {
    if (seat === undefined || signatory === undefined) return
    const answer = await sign.run({ agreement: agreement.record, seat, signatory, passphrase })
    setPassphrase('')
    if (!answer.ok) return
    toast('done', t('agreement.signed'), t('agreement.signedNext'))
    onClose()
  }
  if (enrolling) {
    return (
      <EnrolDialog
        onClose={() => (signatories.length === 0 ? onClose() : setEnrolling(false))}
        onEnrolled={(record) => {
          setSignatory(record)
          setEnrolling(false)
        }}
      />
    )
  }
  const chosen = signatories.find((each) => each.record === signatory)
  return (
    <ConsequenceDialog
      opened
      onClose={leaving(onClose)}
      title={t('agreement.sign')}
      consequence={t('agreement.signConsequence')}
      confirmLabel={t('agreement.sign')}
      onConfirm={() => void submit()}
      pending={sign.pending}
      disabled={seat === undefined || signatory === undefined || passphrase === ''}
    >
      <Stack gap="sm">
        <Text fw={600}>{agreement.body.title}</Text>
        <Select
          label={t('agreement.signAs')}
          allowDeselect={false}
          value={(seat as string | undefined) ?? null}
          data={parties.map((party) => ({
            value: party.seat as string,
            label: party.unitName === null ? party.name : `${party.name} (${party.unitName})`,
          }))}
          onChange={(value) => setSeat(parties.find((party) => party.seat === value)?.seat)}
        />
        <Select
          label={t('agreement.signatory')}
          allowDeselect={false}
          value={(signatory as string | undefined) ?? null}
          data={signatories.map((each) => ({
            value: each.record as string,
            label: `${each.rank} ${each.name}, ${each.position}`,
          }))}
          onChange={(value) => setSignatory(signatories.find((each) => each.record === value)?.record)}
        />
        <Anchor component="button" type="button" size="sm" ta="left" onClick={() => setEnrolling(true)}>
          {t('agreement.newSignatory')}
        </Anchor>
        <PasswordInput
          label={t('agreement.signPassphrase')}
          description={chosen === undefined ? undefined : `${chosen.rank} ${chosen.name}`}
          value={passphrase}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': t('passphrase.show') }}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          data-autofocus
        />
        <ProblemAlert problem={sign.problem} />
      </Stack>
    </ConsequenceDialog>
  )
}
