import { Accordion, Badge, Group, Modal, Stack, Tabs, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { ExplainView } from '../../../shared/contract/rounds.ts'
import type { ClusterCode, RoundCode, SubjectCode } from '../../../shared/domain/ids.ts'
import { criterionOf } from '../../../shared/domain/scale.ts'
import { showPoints } from '../../../shared/kernel/decimal.ts'
import { describeTrace } from '../../../shared/messages/scoring.traces.ts'
import { matchesSearch } from '../../../shared/messages/search.ts'
import { showDecimal } from '../../i18n/format.ts'
import { useText } from '../../i18n/setup.ts'
import { useQueryCall } from '../../transport/use-call.ts'
import { Asked } from '../../ui/asked.tsx'
import { Percent, Points, PointsOf } from '../../ui/numbers.tsx'
import { useWords } from '../../ui/use-words.ts'
import classes from './standings.module.css'

export interface ExplainDialogProps {
  readonly round: RoundCode
  readonly cluster: ClusterCode | null
  readonly subject: SubjectCode
  readonly onClose: () => void
}

/** Why one subject stands where it stands: its neighbours first, then every number. */
export function ExplainDialog({ round, cluster, subject, onClose }: ExplainDialogProps) {
  const t = useText()
  const words = useWords()
  const explained = useQueryCall('standings.explain', { round, cluster, subject })
  return (
    <Modal
      opened
      onClose={onClose}
      size={860}
      title={t('standings.whyOf', { name: words.subject(subject) })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Asked query={explained} rows={6}>
        {(view) => (
          <Stack gap="md">
            <Group gap="xl">
              <Figure label={t('common.rank')}>{view.row.rank ?? '–'}</Figure>
              <Figure label={t('common.points')}>
                <PointsOf points={view.row.points} of={view.row.assignedMax} />
              </Figure>
              <Figure label={`${t('common.percent')} %`}>
                <Percent percent={view.row.percent} />
              </Figure>
              {view.row.missing.length > 0 ? (
                <Badge color="gold" variant="light">
                  {t('standings.missing', { count: view.row.missing.length })}
                </Badge>
              ) : null}
            </Group>
            <Tabs defaultValue="neighbours" keepMounted={false}>
              <Tabs.List>
                <Tabs.Tab value="neighbours">{t('standings.explain.decides')}</Tabs.Tab>
                <Tabs.Tab value="criteria">{t('standings.explain.criteria')}</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="neighbours" pt="md">
                <Neighbours view={view} />
              </Tabs.Panel>
              <Tabs.Panel value="criteria" pt="md">
                <Criteria view={view} />
              </Tabs.Panel>
            </Tabs>
          </Stack>
        )}
      </Asked>
    </Modal>
  )
}

function Figure({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <div className={classes['figure']}>{children}</div>
    </div>
  )
}

function Neighbours({ view }: { readonly view: ExplainView }) {
  const t = useText()
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('standings.explain.hint')}
      </Text>
      <div className={classes['neighbours']}>
        {view.neighbours.map((neighbour) => {
          const behind = neighbour.percentDifference.startsWith('-')
          const size = showDecimal(neighbour.percentDifference.replace('-', ''), 6)
          const equal = /^0(,0+)?$/.test(size)
          return (
            <section key={neighbour.subject} className={classes['neighbour']}>
              <Group justify="space-between" wrap="nowrap" align="flex-start">
                <Text fw={650} size="sm">
                  {neighbour.rank ?? '–'}. {neighbour.name}
                </Text>
                <Badge color={equal ? 'gray' : behind ? 'red' : 'pine'} variant="light">
                  {equal
                    ? t('standings.explain.same')
                    : t(behind ? 'standings.explain.below' : 'standings.explain.above', { difference: size })}
                </Badge>
              </Group>
              <ul className={classes['differences']}>
                {neighbour.criteria.slice(0, 8).map((each) => (
                  <li key={each.criterion}>
                    <span>
                      {each.criterion}. {each.title}
                    </span>
                    <Text
                      span
                      size="sm"
                      fw={650}
                      c={each.difference < 0 ? 'red' : 'pine'}
                      className={classes['number'] ?? ''}
                    >
                      {each.difference > 0 ? '+' : ''}
                      {showPoints(each.difference)}
                    </Text>
                  </li>
                ))}
              </ul>
            </section>
          )
        })}
      </div>
    </Stack>
  )
}

function Criteria({ view }: { readonly view: ExplainView }) {
  const t = useText()
  const { language, subject } = useWords()
  const [search, setSearch] = useState('')
  const shown = view.criteria.filter((score) =>
    matchesSearch(`${score.criterion} ${criterionOf(view.scale, score.criterion)?.title ?? ''}`, search),
  )
  return (
    <Stack gap="sm">
      <TextInput
        size="xs"
        w={280}
        leftSection={<IconSearch size={15} />}
        aria-label={t('standings.explain.criterionSearch')}
        placeholder={t('standings.explain.criterionSearch')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <Accordion chevronPosition="left" order={3} className={classes['accordion'] ?? ''}>
        {shown.map((score) => {
          const leaf = criterionOf(view.scale, score.criterion)
          return (
            <Accordion.Item key={score.criterion} value={score.criterion}>
              <Accordion.Control>
                <span className={classes['criterion']}>
                  <span>
                    {score.criterion}. {leaf?.title}
                  </span>
                  <span className={classes['number']}>
                    {score.points === null ? (
                      <Text span size="sm" c="dimmed" fs="italic">
                        {t(score.assigned ? 'standings.explain.notScored' : 'standings.explain.notAssigned')}
                      </Text>
                    ) : (
                      <>
                        <Points points={score.points} /> / <Points points={score.max} />
                      </>
                    )}
                  </span>
                </span>
              </Accordion.Control>
              <Accordion.Panel>
                {score.trace === null ? null : (
                  <ol className={classes['trace']}>
                    {describeTrace(score.trace, language, {
                      subject,
                      ...(leaf === undefined ? {} : { criterion: leaf }),
                    }).map((step) => (
                      <li key={step}>{step}</li>
                    ))}
                  </ol>
                )}
              </Accordion.Panel>
            </Accordion.Item>
          )
        })}
      </Accordion>
    </Stack>
  )
}
