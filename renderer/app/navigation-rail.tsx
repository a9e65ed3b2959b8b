import {
  IconCalendarStats,
  IconClipboardCheck,
  IconHeartHandshake,
  IconHome2,
  IconPackages,
  IconTrophy,
  IconUsersGroup,
} from '@tabler/icons-react'
import { useText } from '../i18n/setup.ts'
import { hrefs } from '../ui/hrefs.ts'
import { useRoute } from '../ui/router.ts'
import classes from './shell.module.css'

const sections = [
  { section: 'overview', path: undefined, href: hrefs.overview(), icon: IconHome2 },
  { section: 'agreement', path: 'agreement', href: hrefs.agreement(), icon: IconHeartHandshake },
  { section: 'sheets', path: 'sheets', href: hrefs.sheets(), icon: IconClipboardCheck },
  { section: 'standings', path: 'standings', href: hrefs.standings(), icon: IconTrophy },
  { section: 'exchange', path: 'exchange', href: hrefs.exchange(), icon: IconPackages },
  { section: 'rounds', path: 'rounds', href: hrefs.rounds(), icon: IconCalendarStats },
  { section: 'season', path: 'season', href: hrefs.season(), icon: IconUsersGroup },
] as const

export function NavigationRail() {
  const t = useText()
  const current = useRoute((route) => route.path[0])
  return (
    <nav aria-label={t('shell.navigation')} className={classes['nav']}>
      {sections.map(({ section, path, href, icon: Icon }) => (
        <a
          key={section}
          href={href}
          className={classes['navLink']}
          aria-current={current === path ? 'page' : undefined}
        >
          <Icon size={22} stroke={1.6} aria-hidden="true" />
          {t(`shell.${section}`)}
        </a>
      ))}
    </nav>
  )
}
