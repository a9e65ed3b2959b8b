import { Button, Stack } from '@mantine/core'
import { IconFilterOff } from '@tabler/icons-react'
import { useState } from 'react'
import type { ImportItem } from '../../../shared/contract/exchange.ts'
import type { ImportClass } from '../../../shared/exchange/import-preview.ts'
import { useText } from '../../i18n/setup.ts'
import { useQueryCall } from '../../transport/use-call.ts'
import { NothingHere } from '../../ui/nothing-here.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { type ImportGroup, ItemGroup } from './item-group.tsx'

export interface ItemsShown {
  readonly token: string
  readonly class: ImportClass | null
  readonly search: string
}

/** What a page asks for: little enough to come and be drawn at once. */
const itemsOnPage = 50

/** The items of a preview, page by page: the host keeps them, and only what is looked at is sent. */
export function ImportItems(props: ItemsShown) {
  const t = useText()
  const [pages, setPages] = useState(1)
  const first = useQueryCall('exchange.previewItems', { ...props, offset: 0, limit: itemsOnPage })
  const offsets = Array.from({ length: pages }, (_, page) => page * itemsOnPage)
  const left = (first.data?.total ?? 0) - pages * itemsOnPage
  if (first.data?.total === 0) {
    return (
      <NothingHere
        icon={<IconFilterOff />}
        title={t('exchange.import.itemsNone')}
        next={t('exchange.import.itemsNoneNext')}
      />
    )
  }
  return (
    <Stack gap="md">
      {offsets.map((offset) => (
        <ItemsPage key={offset} {...props} offset={offset} />
      ))}
      {left > 0 ? (
        <Button variant="subtle" onClick={() => setPages(pages + 1)}>
          {t('common.showMore', { count: left })}
        </Button>
      ) : null}
    </Stack>
  )
}

function ItemsPage({ offset, ...props }: ItemsShown & { readonly offset: number }) {
  const { data, error } = useQueryCall('exchange.previewItems', { ...props, offset, limit: itemsOnPage })
  if (data === undefined) return <ProblemAlert problem={error} />
  return groupsOf(data.items).map((group) => <ItemGroup key={group.key} group={group} token={props.token} />)
}

/** Items come in the order of their groups. */
function groupsOf(items: readonly ImportItem[]): readonly ImportGroup[] {
  const groups = Map.groupBy(items, ({ round, subject }) => `${subject ?? ''} ${round ?? ''}`)
  return [...groups].map(([key, [first, ...rest]]) => ({
    key,
    round: first?.round ?? null,
    subject: first?.subject ?? null,
    items: first === undefined ? rest : [first, ...rest],
  }))
}
