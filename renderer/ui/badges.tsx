import { Badge } from '@mantine/core'
import { IconClockHour4, IconRosetteDiscountCheck } from '@tabler/icons-react'
import { useText } from '../i18n/setup.ts'

/** `CHÍNH THỨC` or `TẠM TÍNH`. */
export function OfficialBadge({ official }: { readonly official: boolean }) {
  const t = useText()
  return official ? (
    <Badge color="pine" variant="filled" leftSection={<IconRosetteDiscountCheck size={14} />}>
      {t('common.official')}
    </Badge>
  ) : (
    <Badge color="gold" variant="light" leftSection={<IconClockHour4 size={13} />}>
      {t('common.provisional')}
    </Badge>
  )
}

export function PracticeMark() {
  const t = useText()
  return (
    <Badge
      radius="sm"
      size="md"
      tt="uppercase"
      styles={{ root: { background: 'var(--practice)', color: '#3d2e03', flex: 'none' } }}
    >
      {t('common.practice')}
    </Badge>
  )
}
