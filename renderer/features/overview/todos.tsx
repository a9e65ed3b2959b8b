import { Button, Text } from '@mantine/core'
import {
  IconChevronRight,
  IconCircleCheck,
  IconClipboardCheck,
  IconCopyOff,
  IconLockCheck,
  IconPackageExport,
  IconSignature,
  IconUserCheck,
  IconUsersGroup,
} from '@tabler/icons-react'
import { useState } from 'react'
import type { Todo } from '../../../shared/contract/season.ts'
import { useText } from '../../i18n/setup.ts'
import { hrefs } from '../../ui/hrefs.ts'
import { NothingHere } from '../../ui/nothing-here.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import classes from './overview.module.css'
import { groupedTodos, type TodoLine, todoLine } from './todo-line.ts'

const icons = {
  copy: IconCopyOff,
  sign: IconSignature,
  sheet: IconClipboardCheck,
  plan: IconUsersGroup,
  close: IconLockCheck,
  send: IconPackageExport,
  people: IconUserCheck,
} as const

const firstShown = 8

export function Todos({ todos }: { readonly todos: readonly Todo[] }) {
  const t = useText()
  const words = useWords()
  const [all, setAll] = useState(false)
  const lines = groupedTodos(todos).map((item) => todoLine(item, words, t))
  const shown = all ? lines : lines.slice(0, firstShown)
  if (lines.length === 0) {
    return (
      <NothingHere
        icon={<IconCircleCheck />}
        title={t('overview.nothingWaits')}
        next={t('overview.nothingWaitsNext')}
        actions={
          <Button component="a" href={hrefs.exchange('import')} variant="light">
            {t('overview.openBundles')}
          </Button>
        }
      />
    )
  }
  return (
    <Panel
      title={t('overview.waiting')}
      aside={
        <Text size="sm" c="dimmed">
          {lines.length}
        </Text>
      }
      flush
    >
      <ul className={classes['todos']}>
        {shown.map((line) => (
          <li key={line.key}>
            <Line line={line} />
          </li>
        ))}
      </ul>
      {lines.length > firstShown ? (
        <Button variant="subtle" size="compact-sm" m="xs" onClick={() => setAll(!all)}>
          {all ? t('common.showLess') : t('common.showMore', { count: lines.length - firstShown })}
        </Button>
      ) : null}
    </Panel>
  )
}

function Line({ line }: { readonly line: TodoLine }) {
  const Icon = icons[line.icon]
  return (
    <a href={line.href} className={classes['todo']}>
      <span className={classes['todoIcon']}>
        <Icon size={19} stroke={1.7} aria-hidden="true" />
      </span>
      <span className={classes['todoText']}>
        <span className={classes['todoTitle']}>{line.title}</span>
        <span className={classes['todoWhy']}>{line.why}</span>
      </span>
      <IconChevronRight size={17} aria-hidden="true" />
    </a>
  )
}
