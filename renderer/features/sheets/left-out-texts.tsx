import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useText } from '../../i18n/setup.ts'
import { useCellWords } from './grid/use-cell-words.ts'
import { itemText } from './state/cell-text.ts'
import { useSheet } from './state/store-context.ts'

/** What was entered on an older scale and has no place on this one: readable until the person has dealt with it. */
export function LeftOutTexts({ writable }: { readonly writable: boolean }) {
  const t = useText()
  const words = useCellWords()
  const leftOut = useSheet((state) => state.leftOut)
  const dropLeftOut = useSheet((state) => state.dropLeftOut)
  if (leftOut.length === 0) return null
  return (
    <Alert
      color="gold"
      variant="light"
      p="xs"
      icon={<IconInfoCircle />}
      title={t('sheets.leftOut.title')}
      data-testid="left-out"
    >
      <Stack gap={4} mah={180} style={{ overflowY: 'auto' }}>
        <Text size="sm">{t('sheets.leftOut.about')}</Text>
        {leftOut.map((item) => (
          <Group key={JSON.stringify(item)} justify="space-between" wrap="nowrap" gap="sm">
            <Text size="sm">
              {item.leaf.code}. {item.leaf.title}: <strong>{itemText(item.leaf, item, words)}</strong>
            </Text>
            {writable ? (
              <Button size="compact-xs" variant="subtle" flex="none" onClick={() => dropLeftOut(item)}>
                {t('sheets.leftOut.drop')}
              </Button>
            ) : null}
          </Group>
        ))}
      </Stack>
    </Alert>
  )
}
