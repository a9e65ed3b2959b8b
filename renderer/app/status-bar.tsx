import { IconFingerprint, IconShieldLock } from '@tabler/icons-react'
import type { SeasonView } from '../../shared/contract/season.ts'
import type { SeasonBrief } from '../../shared/contract/workspace.ts'
import { useText } from '../i18n/setup.ts'
import { CopyFact } from '../ui/copy-fact.tsx'
import { hrefs } from '../ui/hrefs.ts'
import classes from './shell.module.css'

export interface StatusBarProps {
  readonly view: SeasonView | undefined
  readonly account: string
  readonly writing: SeasonBrief['writing']
}

/** What must always be in sight: the notice, who works here, and whether two machines agree. */
export function StatusBar({ view, account, writing }: StatusBarProps) {
  const t = useText()
  const counted = (['waiting', 'quarantined', 'forked', 'setAside'] as const).filter(
    (each) => (view?.records[each] ?? 0) > 0,
  )
  return (
    <footer className={classes['status']}>
      <span className={classes['notice']}>
        <IconShieldLock size={14} aria-hidden="true" /> {t('shell.noSecrets')}
      </span>
      <span className={classes['facts']}>
        <span>{account}</span>
        {writing === 'allowed' ? null : (
          <a href={hrefs.overview()} className={classes['attention']}>
            {t('shell.readOnly')}
          </a>
        )}
        {view === undefined ? null : (
          <>
            <span>{t('shell.records', { count: view.records.held })}</span>
            {counted.map((each) => (
              <span key={each} className={classes['attention']}>
                {t(`shell.${each}`, { count: view.records[each] })}
              </span>
            ))}
            <CopyFact
              value={view.fingerprint.full}
              hint={t('shell.fingerprintHint', { full: view.fingerprint.full })}
              className={classes['fingerprint']}
            >
              <IconFingerprint size={14} aria-hidden="true" />
              <span>
                {t('shell.fingerprint')}: <strong data-testid="fingerprint">{view.fingerprint.short}</strong>
              </span>
            </CopyFact>
          </>
        )}
      </span>
    </footer>
  )
}
