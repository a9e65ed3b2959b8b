import {
  Anchor,
  Button,
  Container,
  Group,
  PasswordInput,
  Select,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { useInterval } from '@mantine/hooks'
import { type FormEvent, useState } from 'react'
import type { WorkspaceStatus } from '../../../shared/contract/workspace.ts'
import { useText } from '../../i18n/setup.ts'
import { useCommandCall } from '../../transport/use-call.ts'
import { PracticeMark } from '../../ui/badges.tsx'
import { PassphraseFields } from '../../ui/passphrase-fields.tsx'
import { passphraseReady } from '../../ui/passphrase-rules.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { toast } from '../../ui/toasts.tsx'
import { leaving, useUnsaved } from '../../ui/unsaved/leaving.ts'
import classes from './unlock.module.css'

export interface UnlockProps {
  readonly status: Extract<WorkspaceStatus, { state: 'locked' }>
}

export function Unlock({ status }: UnlockProps) {
  const [recovering, setRecovering] = useState(false)
  return (
    <Container size={460} className={classes['stage']}>
      <div className={classes['card']}>
        {recovering ? (
          <Recover onBack={() => setRecovering(false)} />
        ) : (
          <Passphrase status={status} onForgotten={() => setRecovering(true)} />
        )}
      </div>
    </Container>
  )
}

function Passphrase({ status, onForgotten }: UnlockProps & { readonly onForgotten: () => void }) {
  const t = useText()
  const unlock = useCommandCall('workspace.unlock')
  const [account, setAccount] = useState(status.accounts[0]?.name ?? '')
  const [passphrase, setPassphrase] = useState('')
  const [wait, setWait] = useState(0)
  useInterval(() => setWait((seconds) => Math.max(0, seconds - 1)), 1000, { autoInvoke: true })
  const open = async (event: FormEvent) => {
    event.preventDefault()
    if (wait > 0 || passphrase === '') return
    const answer = await unlock.run({ account, passphrase })
    if (answer.ok) return
    const refused = answer.error.kind === 'refused' ? answer.error.failure : null
    // During the pause nothing was tried, so what was typed may well be right.
    if (refused?.code !== 'passphrasePause') setPassphrase('')
    if (refused?.code === 'wrongPassphrase' || refused?.code === 'passphrasePause') {
      setWait(Math.ceil(refused.waitSeconds))
    }
  }
  return (
    <form onSubmit={(event) => void open(event)}>
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={1}>{t('unlock.title')}</Title>
          {status.practice ? <PracticeMark /> : null}
        </Group>
        {status.accounts.length > 1 ? (
          <Select
            label={t('unlock.account')}
            allowDeselect={false}
            data={status.accounts.map(({ name }) => name)}
            value={account}
            onChange={(name) => setAccount(name ?? account)}
          />
        ) : (
          <Text c="dimmed" size="sm">
            {t('unlock.account')}: <strong>{account}</strong>
          </Text>
        )}
        <PasswordInput
          label={t('unlock.passphrase')}
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('passphrase.show') }}
          description={status.practice ? t('unlock.practiceHint') : undefined}
          autoFocus
          data-autofocus
        />
        <ProblemAlert problem={unlock.problem} />
        <Button type="submit" size="md" loading={unlock.pending} disabled={wait > 0 || passphrase === ''}>
          {wait > 0 ? t('unlock.wait', { seconds: wait }) : t('unlock.open')}
        </Button>
        <Anchor component="button" type="button" size="sm" onClick={onForgotten}>
          {t('unlock.forgotten')}
        </Anchor>
      </Stack>
    </form>
  )
}

function Recover({ onBack }: { readonly onBack: () => void }) {
  const t = useText()
  const recover = useCommandCall('workspace.recover')
  const [code, setCode] = useState('')
  const [next, setNext] = useState({ passphrase: '', again: '' })
  useUnsaved(code !== '' || next.passphrase !== '' || next.again !== '')
  const ready = code.trim() !== '' && passphraseReady(next.passphrase, next.again)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!ready) return
    const answer = await recover.run({ recoveryCode: code, newPassphrase: next.passphrase })
    if (answer.ok) toast('done', t('unlock.recovered'))
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        <Title order={1}>{t('unlock.recoverTitle')}</Title>
        <TextInput
          label={t('unlock.recoveryCode')}
          description={t('unlock.recoveryHint')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          required
        />
        <PassphraseFields
          value={next.passphrase}
          again={next.again}
          onChange={(passphrase, again) => setNext({ passphrase, again })}
        />
        <ProblemAlert problem={recover.problem} />
        <Button type="submit" loading={recover.pending} disabled={!ready}>
          {t('unlock.recover')}
        </Button>
        <Anchor component="button" type="button" size="sm" onClick={leaving(onBack)}>
          {t('unlock.backToPassphrase')}
        </Anchor>
      </Stack>
    </form>
  )
}
