import { ActionIcon, Button, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconLanguage, IconMoon, IconSun } from '@tabler/icons-react'
import { switchLanguage, useLanguage, useText } from '../i18n/setup.ts'

export function LanguageSwitch() {
  const t = useText()
  const language = useLanguage()
  return (
    <Tooltip label={t('shell.switchLanguage')}>
      <Button
        variant="subtle"
        color="gray"
        size="compact-md"
        leftSection={<IconLanguage size={17} />}
        aria-label={t('shell.switchLanguage')}
        onClick={() => switchLanguage(language === 'vi' ? 'en' : 'vi')}
      >
        {language === 'vi' ? 'VI' : 'EN'}
      </Button>
    </Tooltip>
  )
}

export function SchemeSwitch() {
  const t = useText()
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const label = t(scheme === 'light' ? 'shell.toDark' : 'shell.toLight')
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={label}
        onClick={() => setColorScheme(scheme === 'light' ? 'dark' : 'light')}
      >
        {scheme === 'light' ? <IconMoon size={18} /> : <IconSun size={18} />}
      </ActionIcon>
    </Tooltip>
  )
}
