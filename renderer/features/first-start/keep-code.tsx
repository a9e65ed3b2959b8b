import { Button, Checkbox, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../i18n/setup.ts'
import { CodeSlip } from '../../ui/code-slip.tsx'

export interface KeepCodeProps {
  readonly code: string
  readonly owner: string
  readonly onKept: () => void
}

/** The machine's recovery code is shown once; going on needs a word that it was kept. */
export function KeepCode({ code, owner, onKept }: KeepCodeProps) {
  const t = useText()
  const [kept, setKept] = useState(false)
  return (
    <Stack gap="md">
      <CodeSlip
        title={t('start.recovery.machineTitle')}
        about={t('start.recovery.machineAbout')}
        owner={owner}
        codes={[{ code }]}
        onKept={() => setKept(true)}
      />
      <Checkbox
        checked={kept}
        onChange={(event) => setKept(event.currentTarget.checked)}
        label={t('start.recovery.kept')}
      />
      <Group justify="flex-end">
        <Button disabled={!kept} onClick={onKept}>
          {t('start.recovery.enter')}
        </Button>
      </Group>
    </Stack>
  )
}
