import { Accordion, Badge, Group, Text } from '@mantine/core'
import type { Season } from '../../../shared/domain/season.ts'
import { compareNames } from '../../i18n/format.ts'
import { useText } from '../../i18n/setup.ts'
import { Panel } from '../../ui/panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import classes from './season.module.css'

export function Clusters({ season }: { readonly season: Season }) {
  const t = useText()
  const words = useWords()
  const nameOf = (code: string) => season.units.find((unit) => unit.code === code)?.name ?? code
  return (
    <Panel title={t('season.clusters')} flush>
      <Accordion chevronPosition="left" order={3}>
        {season.clusters.map((cluster) => {
          const units = season.units.filter((unit) => unit.cluster === cluster.code)
          return (
            <Accordion.Item key={cluster.code} value={cluster.code}>
              <Accordion.Control>
                <Text size="sm" fw={600}>
                  {words.cluster(cluster.code)}
                  {cluster.field === '' ? '' : ` · ${cluster.field}`}
                </Text>
                <Text size="xs" c="dimmed">
                  {t('season.clusterLine', { units: units.length, lead: nameOf(cluster.lead) })}
                  {cluster.deputy === null
                    ? ''
                    : ` · ${t('season.deputy', { deputy: nameOf(cluster.deputy) })}`}
                </Text>
              </Accordion.Control>
              <Accordion.Panel>
                <ul className={classes['units']}>
                  {units
                    .toSorted((left, right) => compareNames(left.name, right.name))
                    .map((unit) => (
                      <li key={unit.code}>
                        <Group gap="xs">
                          <Text size="sm">
                            {unit.code} · {unit.name}
                          </Text>
                          {unit.code === cluster.lead ? (
                            <Badge size="xs" variant="light">
                              {t('season.leadMark')}
                            </Badge>
                          ) : null}
                          {unit.code === cluster.deputy ? (
                            <Badge size="xs" variant="light" color="gray">
                              {t('season.deputyMark')}
                            </Badge>
                          ) : null}
                        </Group>
                      </li>
                    ))}
                </ul>
              </Accordion.Panel>
            </Accordion.Item>
          )
        })}
      </Accordion>
    </Panel>
  )
}
