import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { IconCheck, IconDeviceFloppy, IconPrinter } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { createPortal } from 'react-dom'
import { useText } from '../i18n/setup.ts'
import classes from './code-slip.module.css'
import { SaveText } from './save-text.tsx'

export interface SlipCode {
  readonly label?: string
  readonly code: string
  readonly checkGroup?: string
}

export interface CodeSlipProps {
  readonly title: string
  readonly about: string
  /** Whose slip it is. */
  readonly owner: string
  readonly codes: readonly SlipCode[]
  /** What is printed instead of the card on screen; brings its own margins. */
  readonly paper?: ReactNode
  readonly onKept: (how: 'printed' | 'saved') => void
}

/** A code that exists on paper only: shown once, printed or saved by the person. */
export function CodeSlip({ title, about, owner, codes, paper, onKept }: CodeSlipProps) {
  const t = useText()
  const [done, setDone] = useState<readonly ('printed' | 'saved')[]>([])
  const [saving, setSaving] = useState(false)
  const keep = (how: 'printed' | 'saved') => {
    setDone((before) => [...before.filter((each) => each !== how), how])
    onKept(how)
  }
  return (
    <Stack gap="sm">
      <SlipBody title={title} about={about} owner={owner} codes={codes} />
      <Group gap="xs">
        <Button
          variant="light"
          leftSection={<IconPrinter size={16} />}
          onClick={() => {
            window.print()
            keep('printed')
          }}
        >
          {t('start.recovery.print')}
        </Button>
        <Button variant="light" leftSection={<IconDeviceFloppy size={16} />} onClick={() => setSaving(true)}>
          {t('start.recovery.save')}
        </Button>
        {done.map((how) => (
          <Badge key={how} color="pine" variant="light" leftSection={<IconCheck size={12} />}>
            {t(`start.recovery.${how}`)}
          </Badge>
        ))}
      </Group>
      {saving ? (
        <SaveText
          name={t('start.recovery.file')}
          text={slipText(title, owner, codes, t('start.recovery.checkGroup'))}
          onSaved={() => {
            setSaving(false)
            keep('saved')
          }}
          onClose={() => setSaving(false)}
        />
      ) : null}
      {createPortal(
        <div className={classes['paper']} aria-hidden="true">
          {paper ?? (
            <div className={classes['plainPaper']}>
              <SlipBody title={title} about={about} owner={owner} codes={codes} />
            </div>
          )}
        </div>,
        document.body,
      )}
    </Stack>
  )
}

function SlipBody({ title, about, owner, codes }: Omit<CodeSlipProps, 'onKept' | 'paper'>) {
  const t = useText()
  return (
    <div className={classes['slip']}>
      <Text fw={650}>{title}</Text>
      {owner === '' ? null : <Text size="sm">{owner}</Text>}
      {codes.map(({ label, code, checkGroup }) => (
        <div key={code} className={classes['entry']}>
          {label === undefined ? null : (
            <Text size="xs" c="dimmed">
              {label}
            </Text>
          )}
          <div className={classes['code']}>{code}</div>
          {checkGroup === undefined ? null : (
            <Text size="sm">
              {t('start.recovery.checkGroup')}: <span className={classes['check']}>{checkGroup}</span>
            </Text>
          )}
        </div>
      ))}
      <Text size="sm" c="dimmed" mt="xs">
        {about}
      </Text>
    </div>
  )
}

function slipText(title: string, owner: string, codes: readonly SlipCode[], checkWord: string): string {
  const lines = codes.flatMap(({ label, code, checkGroup }) => [
    ...(label === undefined ? [] : [label]),
    code,
    ...(checkGroup === undefined ? [] : [`${checkWord}: ${checkGroup}`]),
    '',
  ])
  return [title, owner, '', ...lines].join('\n')
}
