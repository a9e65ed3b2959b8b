import { Alert, Button, Group, Input, Stack, Text, TextInput } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { CallOutput } from '../../../shared/contract/calls.ts'
import { useText } from '../../i18n/setup.ts'
import { useCommandCall } from '../../transport/use-call.ts'
import { PracticeMark } from '../../ui/badges.tsx'
import { bareCode, codeLength, groupedCode } from '../../ui/code-text.ts'
import { ConsequenceDialog } from '../../ui/consequence-dialog.tsx'
import type { ChosenFile } from '../../ui/file-chooser/chosen-file.ts'
import { FileChooser } from '../../ui/file-chooser/file-chooser.tsx'
import { LongWork } from '../../ui/long-work.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { leaving, useUnsaved } from '../../ui/unsaved/leaving.ts'
import { AccountFields, accountReady, emptyAccount } from './account-fields.tsx'
import classes from './first-start.module.css'
import { KeepCode } from './keep-code.tsx'
import { TakeoverNotice } from './takeover-notice.tsx'
import { Wizard } from './wizard.tsx'

export interface JoinWizardProps {
  readonly onBack: () => void
  readonly onEntered: () => void
}

type Found = CallOutput<'joining.look'>

/** Bundle and code → seat → account → recovery code. Nothing is written before the last button. */
export function JoinWizard({ onBack, onEntered }: JoinWizardProps) {
  const t = useText()
  const [files, setFiles] = useState<readonly ChosenFile[]>([])
  const [code, setCode] = useState('')
  const [found, setFound] = useState<Found | null>(null)
  const [seatConfirmed, setSeatConfirmed] = useState(false)
  const [asked, setAsked] = useState(false)
  const [account, setAccount] = useState(emptyAccount)
  const [recoveryCode, setRecoveryCode] = useState<string | null>(null)
  const look = useCommandCall('joining.look')
  const join = useCommandCall('joining.commit')
  // No data folder yet, so there is nowhere to keep a draft; the recovery code is shown once.
  useUnsaved(files.length > 0 || code !== '' || account !== emptyAccount || recoveryCode !== null)
  const step = recoveryCode !== null ? 3 : found === null ? 0 : seatConfirmed ? 2 : 1

  const check = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await look.run({ files: files.map(({ handle }) => handle), code: bareCode(code) })
    if (answer.ok) setFound(answer.value)
  }
  const commit = async () => {
    const answer = await join.run({
      files: files.map(({ handle }) => handle),
      code: bareCode(code),
      account: account.name.trim(),
      passphrase: account.passphrase,
    })
    setAsked(false)
    if (answer.ok) setRecoveryCode(answer.value.machineRecoveryCode)
  }
  const enter = (event: FormEvent) => {
    event.preventDefault()
    if (!accountReady(account)) return
    // Taking the founder's place cannot be taken back, so it is asked once more.
    if (found?.recovery == null) void commit()
    else setAsked(true)
  }
  const back = [leaving(onBack), () => setFound(null), () => setSeatConfirmed(false), null][step]

  return (
    <Wizard
      title={t('start.join.title')}
      steps={[
        t('start.join.step.bundle'),
        t('start.join.step.seat'),
        t('start.join.step.account'),
        t('start.join.step.recovery'),
      ]}
      active={step}
      onBack={join.pending ? null : (back ?? null)}
    >
      {step === 0 ? (
        <form onSubmit={(event) => void check(event)}>
          <Stack gap="md">
            <Input.Wrapper
              label={t('start.join.chooseBundle')}
              description={t('start.join.chooseBundleHint')}
              labelElement="div"
            >
              <div style={{ marginTop: 8 }}>
                <FileChooser what="bundles" chosen={files} onChoose={setFiles} />
              </div>
            </Input.Wrapper>
            <TextInput
              label={t('start.join.code')}
              description={t('start.join.codeHint', { typed: bareCode(code).length })}
              value={groupedCode(code)}
              onChange={(event) => setCode(event.currentTarget.value)}
              classNames={{ input: classes['code'] ?? '' }}
              autoComplete="off"
              spellCheck={false}
              required
            />
            <ProblemAlert problem={look.problem} />
            <Group justify="flex-end">
              <Button
                type="submit"
                loading={look.pending}
                disabled={files.length === 0 || bareCode(code).length < codeLength}
              >
                {t('start.join.look')}
              </Button>
            </Group>
            {look.pending ? <LongWork what={t('start.join.looking')} /> : null}
          </Stack>
        </form>
      ) : null}
      {step === 1 && found !== null ? (
        <Stack gap="md">
          <FoundSeat found={found} />
          <Group justify="flex-end">
            <Button onClick={() => setSeatConfirmed(true)} data-autofocus>
              {t('common.next')}
            </Button>
          </Group>
        </Stack>
      ) : null}
      {step === 2 ? (
        <form onSubmit={enter}>
          <Stack gap="md">
            <AccountFields account={account} onChange={setAccount} />
            <ProblemAlert problem={join.problem} />
            <Group justify="flex-end">
              <Button type="submit" loading={join.pending} disabled={!accountReady(account)}>
                {t(found?.recovery == null ? 'start.join.commit' : 'start.takeover.commit')}
              </Button>
            </Group>
            {join.pending ? <LongWork what={t('start.join.joining')} /> : null}
          </Stack>
          {found?.recovery == null ? null : (
            <ConsequenceDialog
              opened={asked}
              onClose={() => setAsked(false)}
              title={t('start.takeover.title')}
              consequence={t('start.takeover.consequence')}
              confirmLabel={t('start.takeover.commit')}
              onConfirm={() => void commit()}
              pending={join.pending}
              size="lg"
            >
              <TakeoverNotice recovery={found.recovery} />
            </ConsequenceDialog>
          )}
        </form>
      ) : null}
      {recoveryCode !== null ? (
        <KeepCode code={recoveryCode} owner={found?.seatName ?? ''} onKept={onEntered} />
      ) : null}
    </Wizard>
  )
}

function FoundSeat({ found }: { readonly found: Found }) {
  const t = useText()
  return (
    <>
      <div className={classes['seat']}>
        <Text size="sm" c="dimmed">
          {t('start.join.youJoin')}
        </Text>
        <Text fw={700} size="xl">
          {found.seatName}
        </Text>
        <Text mt={6}>
          {t('start.join.ofSeason')} {found.seasonName} ({found.year})
        </Text>
        <Text size="sm" c="dimmed">
          {t('start.join.foundedBy', { authority: found.authority })}
        </Text>
        {found.practice ? <PracticeMark /> : null}
      </div>
      {found.recovery === null ? (
        <Text size="sm" c="dimmed">
          {t('start.join.rightSeat')}
        </Text>
      ) : (
        <>
          <Alert color="gold" variant="light" icon={<IconKey />} title={t('start.takeover.title')}>
            {t('start.takeover.newest')}
          </Alert>
          <TakeoverNotice recovery={found.recovery} />
        </>
      )}
    </>
  )
}
