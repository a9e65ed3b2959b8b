import { Anchor, Code, CopyButton, Group, List, PasswordInput, Stack, Text, ThemeIcon } from '@mantine/core'
import { IconCheck, IconCircleDashed, IconSparkles } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../i18n/setup.ts'
import { callHost } from '../transport/call-host.ts'
import { passphraseRules } from './passphrase-rules.ts'

export interface PassphraseFieldsProps {
  readonly value: string
  readonly again: string
  readonly onChange: (value: string, again: string) => void
}

/** A new passphrase, typed twice, with its rules in view and a suggestion that fulfils them. */
export function PassphraseFields({ value, again, onChange }: PassphraseFieldsProps) {
  const t = useText()
  const [suggested, setSuggested] = useState<string | null>(null)
  const rules = passphraseRules(value, again)
  const suggest = async () => {
    const answer = await callHost('workspace.suggestPassphrase', {})
    if (!answer.ok) return
    setSuggested(answer.value.passphrase)
    onChange(answer.value.passphrase, '')
  }
  return (
    <Stack gap="sm">
      <PasswordInput
        label={t('passphrase.label')}
        description={t('passphrase.hint')}
        value={value}
        autoComplete="new-password"
        spellCheck={false}
        visibilityToggleButtonProps={{ 'aria-label': t('passphrase.show') }}
        onChange={(event) => onChange(event.currentTarget.value, again)}
        required
      />
      <Group gap="xs">
        <Anchor component="button" type="button" size="sm" onClick={() => void suggest()}>
          <Group gap={4} component="span">
            <IconSparkles size={15} aria-hidden="true" /> {t('passphrase.suggest')}
          </Group>
        </Anchor>
      </Group>
      {suggested === null || suggested !== value ? null : (
        <Group gap="xs">
          <Text size="sm">{t('passphrase.suggested')}</Text>
          <Code fz="sm" fw={600}>
            {suggested}
          </Code>
          <CopyButton value={suggested}>
            {({ copied, copy }) => (
              <Anchor component="button" type="button" size="xs" onClick={copy}>
                {copied ? t('common.copied') : t('common.copy')}
              </Anchor>
            )}
          </CopyButton>
        </Group>
      )}
      <PasswordInput
        label={t('passphrase.again')}
        value={again}
        autoComplete="new-password"
        spellCheck={false}
        visibilityToggleButtonProps={{ 'aria-label': t('passphrase.show') }}
        onChange={(event) => onChange(value, event.currentTarget.value)}
        required
      />
      <List size="sm" spacing={4} center listStyleType="none" pl={0} aria-live="polite">
        {(['longEnough', 'plain', 'varied', 'same'] as const).map((rule) => (
          <List.Item
            key={rule}
            {...(rules[rule] ? {} : { c: 'dimmed' as const })}
            icon={
              <ThemeIcon size={18} radius="xl" variant="light" color={rules[rule] ? 'pine' : 'gray'}>
                {rules[rule] ? <IconCheck size={12} /> : <IconCircleDashed size={12} />}
              </ThemeIcon>
            }
          >
            {t(`passphrase.rule.${rule}`)}
          </List.Item>
        ))}
      </List>
    </Stack>
  )
}
