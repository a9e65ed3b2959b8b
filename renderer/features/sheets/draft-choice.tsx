import { Alert, Button, Group, Radio, Stack, Table, Text } from '@mantine/core'
import { IconArrowsSplit2 } from '@tabler/icons-react'
import { useState } from 'react'
import type { SheetView } from '../../../shared/contract/sheets.ts'
import { showMoment } from '../../i18n/format.ts'
import { useText } from '../../i18n/setup.ts'
import { useCommandCall } from '../../transport/use-call.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { toast } from '../../ui/toasts.tsx'
import { useCellWords } from './grid/use-cell-words.ts'
import classes from './sheet.module.css'
import { type CellWords, itemText } from './state/cell-text.ts'
import {
  chosenTexts,
  type DraftDifference,
  differenceKey,
  draftDifferences,
  type Side,
  standingTexts,
  suggestedSide,
} from './state/draft-differences.ts'
import { keyOf } from './use-autosave.ts'

const sides: readonly Side[] = ['stands', 'aside']

/** Two windows wrote the same sheet: both texts side by side, and the person says, item by item, what is right. */
export function DraftChoice({ view }: { readonly view: SheetView }) {
  const t = useText()
  const words = useCellWords()
  const [chosen, setChosen] = useState<ReadonlyMap<string, Side>>(new Map())
  const save = useCommandCall('sheets.saveDraft')
  const [aside] = view.draftsAside
  if (aside === undefined) return null
  const stands = standingTexts(view)
  const differences = draftDifferences(view, stands, aside)
  const sideOf = (difference: DraftDifference): Side | null =>
    chosen.get(differenceKey(difference)) ?? suggestedSide(difference)
  const open = differences.filter((difference) => sideOf(difference) === null).length
  const takeAll = (side: Side) =>
    setChosen(new Map(differences.map((difference) => [differenceKey(difference), side])))
  const keep = async () => {
    if (open > 0) return
    const answer = await save.run({
      ...keyOf(view),
      ...chosenTexts(stands, aside, differences, (difference) => sideOf(difference) ?? 'stands'),
      scale: view.scaleRecord,
      basedOn: view.draftVersion,
      writer: `choice ${crypto.randomUUID()}`,
      settles: [aside.version],
    })
    if (!answer.ok) return
    setChosen(new Map())
    toast('done', t('sheets.choice.done'))
  }
  return (
    <Stack gap="sm" className={classes['choice'] ?? ''} data-testid="draft-choice">
      <Alert color="gold" icon={<IconArrowsSplit2 />} title={t('sheets.choice.title')} role="alert">
        {t('sheets.choice.about')}
      </Alert>
      <Table verticalSpacing={6} layout="fixed" withTableBorder>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="34%">{t('sheets.column.title')}</Table.Th>
            {sides.map((side) => (
              <Table.Th key={side}>
                {t(`sheets.choice.${side}`)}
                <Text size="xs" c="dimmed" fw={400}>
                  {savedAt(view, side)}
                </Text>
                <Button size="compact-xs" variant="subtle" ml={-8} onClick={() => takeAll(side)}>
                  {t('sheets.choice.takeAll')}
                </Button>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {differences.map((difference) => {
            const key = differenceKey(difference)
            const title =
              difference.of === 'note'
                ? t('sheets.submit.note')
                : `${difference.leaf.code}. ${difference.leaf.title}`
            return (
              <Table.Tr key={key} data-testid={`choice-${key}`}>
                <Table.Td>
                  <Text size="sm">{title}</Text>
                </Table.Td>
                {sides.map((side) => (
                  <Table.Td key={side}>
                    <Radio
                      name={`choice ${key}`}
                      checked={sideOf(difference) === side}
                      aria-label={`${title}: ${t(`sheets.choice.${side}`)}`}
                      label={sideText(difference, side, words) || t('sheets.choice.nothing')}
                      onChange={() => setChosen(new Map(chosen).set(key, side))}
                    />
                  </Table.Td>
                ))}
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
      {differences.length === 0 ? <Text size="sm">{t('sheets.choice.same')}</Text> : null}
      <ProblemAlert problem={save.problem} scale={view.scale} />
      <Group justify="space-between" className={classes['choiceEnd'] ?? ''}>
        <Text size="sm" c="dimmed" role="status">
          {open > 0 ? t('sheets.choice.open', { count: open }) : ''}
        </Text>
        <Button disabled={open > 0} loading={save.pending} onClick={() => void keep()}>
          {t('sheets.choice.keep')}
        </Button>
      </Group>
    </Stack>
  )
}

function savedAt(view: SheetView, side: Side): string {
  const at = side === 'aside' ? view.draftsAside[0]?.savedAt : view.draft?.savedAt
  return at === undefined ? '' : showMoment(at)
}

function sideText(difference: DraftDifference, side: Side, words: CellWords): string {
  return difference.of === 'note' ? difference[side] : itemText(difference.leaf, difference[side], words)
}
