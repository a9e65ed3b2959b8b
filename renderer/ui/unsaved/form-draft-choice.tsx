import { Alert, Button, Stack, Table, Text } from '@mantine/core'
import { IconArrowsSplit2 } from '@tabler/icons-react'
import type { FormDraft, FormDraftView } from '../../../shared/contract/form-drafts.ts'
import { showMoment } from '../../i18n/format.ts'
import { useText } from '../../i18n/setup.ts'
import { useCommandCall } from '../../transport/use-call.ts'
import { ProblemAlert } from '../problem-alert.tsx'

/** One field of a form as a person reads it. */
export interface DraftLine {
  readonly label: string
  readonly text: string
}

export interface FormDraftChoiceProps {
  readonly place: string
  readonly view: FormDraftView
  /** What the form shows. */
  readonly standing: FormDraft
  readonly lines: (content: FormDraft) => readonly DraftLine[]
}

/** Two windows typed into the same form: every difference side by side, and the person says which one is kept. */
export function FormDraftChoice({ place, view, standing, lines }: FormDraftChoiceProps) {
  const t = useText()
  const save = useCommandCall('forms.save')
  const [aside] = view.aside
  if (aside === undefined) return null
  const keep = (content: FormDraft) =>
    save.start({
      place,
      content,
      basedOn: view.version,
      writer: `choice ${crypto.randomUUID()}`,
      settles: [aside.version],
    })
  const [one, other] = [lines(standing), lines(aside.content)]
  const labels = [...new Set([...one, ...other].map(({ label }) => label))]
  const textOf = (from: readonly DraftLine[], label: string) =>
    from.find((line) => line.label === label)?.text ?? ''
  const columns = [
    { side: 'stands', content: standing, from: one, at: view.draft?.savedAt },
    { side: 'aside', content: aside.content, from: other, at: aside.savedAt },
  ] as const
  return (
    <Alert
      color="gold"
      icon={<IconArrowsSplit2 />}
      title={t('unsaved.otherTitle')}
      role="alert"
      data-testid="form-choice"
    >
      <Stack gap="sm">
        {t('unsaved.otherAbout')}
        <Table verticalSpacing={4} layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="24%" />
              {columns.map(({ side, content, at }) => (
                <Table.Th key={side}>
                  {t(`unsaved.${side}`)}
                  <Text size="xs" c="dimmed" fw={400}>
                    {at === undefined ? '' : showMoment(at)}
                  </Text>
                  <Button
                    size="compact-xs"
                    variant="light"
                    loading={save.pending}
                    onClick={() => keep(content)}
                  >
                    {t('unsaved.keepThis')}
                  </Button>
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {labels
              .filter((label) => textOf(one, label) !== textOf(other, label))
              .map((label) => (
                <Table.Tr key={label}>
                  <Table.Td>{label}</Table.Td>
                  {columns.map(({ side, from }) => (
                    <Table.Td key={side}>{textOf(from, label) || t('unsaved.nothing')}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
          </Table.Tbody>
        </Table>
        <ProblemAlert problem={save.problem} />
      </Stack>
    </Alert>
  )
}
