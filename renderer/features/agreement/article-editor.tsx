import { ActionIcon, Button, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useText } from '../../i18n/setup.ts'
import { quantityProblem, readQuantity } from '../../ui/quantity-text.ts'
import classes from './agreement.module.css'
import { type ArticleDraft, emptyTarget, type TargetDraft } from './agreement-draft.ts'

export interface ArticleEditorProps {
  readonly article: ArticleDraft
  readonly no: number
  readonly onChange: (change: (article: ArticleDraft) => ArticleDraft) => void
  readonly onRemove: () => void
  readonly onMoveUp: (() => void) | null
}

export function ArticleEditor({ article, no, onChange, onRemove, onMoveUp }: ArticleEditorProps) {
  const t = useText()
  const changeTarget = (at: number, change: Partial<TargetDraft>) =>
    onChange((before) => ({
      ...before,
      targets: before.targets.map((target, index) => (index === at ? { ...target, ...change } : target)),
    }))
  return (
    <div className={classes['editorArticle']}>
      <Group align="flex-start" wrap="nowrap" gap="sm">
        <span className={classes['no']} style={{ marginTop: 6 }}>
          {no}
        </span>
        <Textarea
          aria-label={`${t('agreement.editor.articleTitle')} ${no}`}
          value={article.title}
          autosize
          minRows={1}
          maxLength={4000}
          error={article.title.trim() === ''}
          style={{ flex: 1 }}
          onChange={(event) => {
            const title = event.currentTarget.value
            onChange((before) => ({ ...before, title }))
          }}
        />
        <Group gap={2} wrap="nowrap">
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={onMoveUp === null}
            aria-label={t('agreement.editor.moveUp', { no })}
            onClick={() => onMoveUp?.()}
          >
            <IconArrowUp size={17} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="red"
            aria-label={t('agreement.editor.removeArticle', { no })}
            onClick={onRemove}
          >
            <IconTrash size={17} />
          </ActionIcon>
        </Group>
      </Group>
      <Stack gap={6} mt="sm" pl={40}>
        {article.targets.length === 0 ? null : (
          <div className={classes['targetRow']} aria-hidden="true">
            <Text className={classes['targetHead'] ?? ''}>{t('agreement.target')}</Text>
            <Text className={classes['targetHead'] ?? ''}>{t('agreement.unit')}</Text>
            <Text className={classes['targetHead'] ?? ''}>{t('agreement.editor.comparator')}</Text>
            <Text className={classes['targetHead'] ?? ''}>{t('agreement.value')}</Text>
            <Text className={classes['targetHead'] ?? ''}>{t('agreement.previous')}</Text>
          </div>
        )}
        {article.targets.map((target, at) => (
          <TargetRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a target is its place; every field is controlled
            key={at}
            target={target}
            onChange={(change) => changeTarget(at, change)}
            onRemove={() =>
              onChange((before) => ({
                ...before,
                targets: before.targets.filter((_, index) => index !== at),
              }))
            }
          />
        ))}
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => onChange((before) => ({ ...before, targets: [...before.targets, emptyTarget()] }))}
        >
          {t('agreement.editor.addTarget')}
        </Button>
      </Stack>
    </div>
  )
}

interface TargetRowProps {
  readonly target: TargetDraft
  readonly onChange: (change: Partial<TargetDraft>) => void
  readonly onRemove: () => void
}

const comparators = ['atLeast', 'atMost', 'equal'] as const

function TargetRow({ target, onChange, onRemove }: TargetRowProps) {
  const t = useText()
  const value = readQuantity(target.value)
  const previous = readQuantity(target.previous)
  return (
    <div className={classes['targetRow']}>
      <TextInput
        size="xs"
        aria-label={t('agreement.editor.targetTitle')}
        value={target.title}
        maxLength={4000}
        error={target.title.trim() === ''}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        aria-label={t('agreement.unit')}
        value={target.unit}
        maxLength={4000}
        onChange={(event) => onChange({ unit: event.currentTarget.value })}
      />
      <Select
        size="xs"
        aria-label={t('agreement.editor.comparator')}
        allowDeselect={false}
        value={target.comparator}
        data={comparators.map((each) => ({ value: each, label: t(`agreement.comparatorLong.${each}`) }))}
        onChange={(chosen) => {
          const comparator = comparators.find((each) => each === chosen)
          if (comparator !== undefined) onChange({ comparator })
        }}
      />
      <TextInput
        size="xs"
        aria-label={t('agreement.value')}
        value={target.value}
        inputMode="decimal"
        error={value.state === 'read' ? null : (quantityProblem(value, t) ?? true)}
        onChange={(event) => onChange({ value: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        aria-label={t('agreement.previous')}
        value={target.previous}
        inputMode="decimal"
        error={quantityProblem(previous, t)}
        onChange={(event) => onChange({ previous: event.currentTarget.value })}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="md"
        aria-label={t('agreement.editor.removeTarget')}
        onClick={onRemove}
      >
        <IconTrash size={15} />
      </ActionIcon>
    </div>
  )
}
