import { ActionIcon, Alert, Group, Text, Tooltip } from '@mantine/core'
import { IconInfoCircle, IconLock } from '@tabler/icons-react'
import type { WorkspaceStatus } from '../../shared/contract/workspace.ts'
import { useText } from '../i18n/setup.ts'
import { useCommandCall, useQueryCall } from '../transport/use-call.ts'
import { PracticeMark } from '../ui/badges.tsx'
import { ProblemAlert } from '../ui/problem-alert.tsx'
import { useRoute } from '../ui/router.ts'
import { leaving } from '../ui/unsaved/leaving.ts'
import { useWords } from '../ui/use-words.ts'
import { BrandMark } from './brand.tsx'
import { CopyNotice } from './copy-notice.tsx'
import { CrashFence } from './crash-fence.tsx'
import { NavigationRail } from './navigation-rail.tsx'
import { LanguageSwitch, SchemeSwitch } from './preferences.tsx'
import { Screen } from './screen.tsx'
import classes from './shell.module.css'
import { StatusBar } from './status-bar.tsx'
import { UnkeptNotice } from './unkept-notice.tsx'

export interface ShellProps {
  readonly status: Extract<WorkspaceStatus, { state: 'open' }>
}

/** Rail, header, screen, status bar. */
export function Shell({ status }: ShellProps) {
  const t = useText()
  const words = useWords()
  const lock = useCommandCall('workspace.lock')
  const section = useRoute((route) => route.path.join('/'))
  const season = useQueryCall('season.get', {}, { enabled: status.season !== null })
  const ownSeats = season.data?.ownSeats ?? status.season?.ownSeats ?? []
  const writing = status.season?.writing ?? 'allowed'
  return (
    <div className={classes['shell']}>
      <button type="button" className={classes['skip']} onClick={focusContent}>
        {t('shell.skip')}
      </button>
      <aside className={classes['rail']}>
        <a href="#/" className={classes['mark']} aria-label="Giao Ước">
          <BrandMark size={38} />
        </a>
        <NavigationRail />
      </aside>
      <header className={classes['header']}>
        <Group gap="sm" wrap="nowrap" className={classes['season']}>
          <Text fw={650} truncate>
            {status.season?.name ?? t('shell.noSeason')}
          </Text>
          {status.practice ? <PracticeMark /> : null}
        </Group>
        <Group gap={4} wrap="nowrap">
          <Tooltip
            label={[`${t('shell.account')}: ${status.account.name}`, ...ownSeats.map(words.seat)].join(' · ')}
          >
            <Text
              size="sm"
              c="dimmed"
              truncate
              maw={360}
              mr={6}
              tabIndex={0}
              className={classes['seats'] ?? ''}
            >
              {ownSeats.length === 0 ? t('shell.viewer') : ownSeats.map(words.seat).join(' · ')}
            </Text>
          </Tooltip>
          <LanguageSwitch />
          <SchemeSwitch />
          <Tooltip label={t('shell.lock')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('shell.lock')}
              loading={lock.pending}
              onClick={leaving(() => lock.start({}))}
            >
              <IconLock size={18} />
            </ActionIcon>
          </Tooltip>
        </Group>
      </header>
      <main className={classes['main']} id="content" tabIndex={-1}>
        <ProblemAlert problem={lock.problem} m="sm" mb={0} />
        {writing === 'cutOrForked' ? (
          <Alert color="gold" icon={<IconInfoCircle />} m="sm" mb={0}>
            {t('shell.cutOrForked')}
          </Alert>
        ) : null}
        {writing === 'awaitingOwnRecords' ? (
          <CopyNotice doubts={status.season?.doubts ?? []} whole={section === '' || section === 'exchange'} />
        ) : null}
        <UnkeptNotice unkept={status.season?.unkept ?? []} />
        {season.data?.founderFrozen === true ? (
          <Alert color="red" icon={<IconInfoCircle />} m="sm" mb={0}>
            {t('shell.founderFrozen')}
          </Alert>
        ) : null}
        <CrashFence screen={section}>
          <Screen season={season} />
        </CrashFence>
      </main>
      <StatusBar view={season.data} account={status.account.name} writing={writing} />
    </div>
  )
}

/** A button, not a link: the address is the route, a plain fragment would leave the screen. */
function focusContent(): void {
  document.getElementById('content')?.focus()
}
