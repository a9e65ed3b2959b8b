import { ActionIcon, Group, Stepper, Title } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useText } from '../../i18n/setup.ts'
import classes from './first-start.module.css'

export interface WizardProps {
  readonly title: string
  readonly steps: readonly string[]
  readonly active: number
  /** Null: what has been done so far cannot be left by going back. */
  readonly onBack: (() => void) | null
  readonly children: ReactNode
}

export function Wizard({ title, steps, active, onBack, children }: WizardProps) {
  const t = useText()
  return (
    <section className={classes['wizard']} aria-label={title}>
      <Group gap="sm" mb="lg">
        {onBack === null ? null : (
          <ActionIcon variant="subtle" color="gray" onClick={onBack} aria-label={t('common.back')}>
            <IconArrowLeft size={20} />
          </ActionIcon>
        )}
        <Title order={1}>{title}</Title>
      </Group>
      {steps.length < 2 ? null : (
        <Stepper active={active} size="xs" allowNextStepsSelect={false}>
          {steps.map((step) => (
            <Stepper.Step key={step} label={step} />
          ))}
        </Stepper>
      )}
      <div className={classes['step']}>{children}</div>
    </section>
  )
}
