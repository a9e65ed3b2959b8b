import { Checkbox } from '@mantine/core'
import { previewText } from '../../../shared/messages/documents.ts'
import { useLanguage } from '../../i18n/setup.ts'
import { replaceRoute, useRoute } from '../../ui/router.ts'

/** Whether the box "LƯU HÀNH NỘI BỘ" is printed. It stands in the address, so that a reload keeps it. */
export function useInternal(): boolean {
  return useRoute(({ query }) => query.get('internal') === '1')
}

export function InternalSwitch() {
  const language = useLanguage()
  const { path, query } = useRoute()
  const internal = useInternal()
  const change = (wanted: boolean) => {
    const next = new URLSearchParams(query)
    if (wanted) next.set('internal', '1')
    else next.delete('internal')
    replaceRoute(`#/${path.map(encodeURIComponent).join('/')}?${next}`)
  }
  return (
    <Checkbox
      checked={internal}
      onChange={(event) => change(event.currentTarget.checked)}
      label={previewText('internal', language)}
    />
  )
}
