import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconCircleCheck, IconLock, IconLockCheck, IconLockOff } from '@tabler/icons-react'
import { useState } from 'react'
import type { CallOutput } from '../../../shared/contract/calls.ts'
import type { FormDraftOf } from '../../../shared/contract/form-drafts.ts'
import type { SubjectCode } from '../../../shared/domain/ids.ts'
import { useText } from '../../i18n/setup.ts'
import { useCommandCall, useQueryCall } from '../../transport/use-call.ts'
import { Asked } from '../../ui/asked.tsx'
import { ConsequenceDialog } from '../../ui/consequence-dialog.tsx'
import { hrefs } from '../../ui/hrefs.ts'
import { NothingHere } from '../../ui/nothing-here.tsx'
import { Panel } from '../../ui/panel.tsx'
import type { Place } from '../../ui/place.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { toast } from '../../ui/toasts.tsx'
import { KeptForm, type OpenForm } from '../../ui/unsaved/form-draft.tsx'
import { useScale } from '../../ui/use-scale.ts'
import { useWords } from '../../ui/use-words.ts'
import {
  acceptedGaps,
  type ChoiceDraft,
  chosenSheets,
  gapsBySubject,
  gapsOfChosen,
  type SettledTie,
  settledByRank,
  settledElsewhere,
  tiesOf,
  unchosen,
} from './closing-draft.ts'
import { Closings } from './closings.tsx'
import { Differences } from './differences.tsx'
import classes from './rounds.module.css'
import { Ties } from './ties.tsx'

interface ClosingProps {
  readonly place: Place
  readonly open: Pick<CallOutput<'rounds.gaps'>, 'gaps' | 'differences'>
}

type ClosingDraft = FormDraftOf<'closing'>

const nothingTyped: ClosingDraft = { form: 'closing', reasons: [], choices: [], ties: [] }

/** Nothing is missing, or each gap is accepted with a reason; then results are sealed. */
export function CloseTab({ place }: { readonly place: Place }) {
  const t = useText()
  const gaps = useQueryCall('rounds.gaps', { round: place.round, cluster: place.cluster })
  const toStandings = (
    <Button component="a" href={hrefs.standings(place.round, place.cluster)} variant="light">
      {t('rounds.close.toStandings')}
    </Button>
  )
  return (
    <Stack gap="md">
      <Asked query={gaps}>
        {(value) => {
          if (value.closed) {
            return (
              <NothingHere
                icon={<IconLock />}
                title={t('rounds.close.closed')}
                next={t('rounds.close.closedNext')}
                actions={toStandings}
              />
            )
          }
          if (!value.mayClose) {
            return (
              <NothingHere
                icon={<IconLockOff />}
                title={t('rounds.close.mayNot')}
                next={t('rounds.close.mayNotNext')}
                actions={toStandings}
              />
            )
          }
          return <KeptClosing place={place} open={value} />
        }}
      </Asked>
      <Closings place={place} />
    </Stack>
  )
}

/** Reasons, choices and lots are kept on this machine until the round is closed. */
function KeptClosing({ place, open }: ClosingProps) {
  const t = useText()
  const words = useWords()
  return (
    <KeptForm
      form="closing"
      place={`${place.round} ${place.cluster ?? ''}`}
      initial={nothingTyped}
      describe={({ reasons, choices, ties }) => [
        ...reasons.map(({ subject, reason }) => ({ label: words.subject(subject), text: reason })),
        ...choices.map(({ key, counts, by, reason }) => ({
          label: `${t('rounds.close.differences')}: ${key}`,
          text: [counts?.slice(0, 8) ?? '', t(`rounds.close.by.${by}`), reason].join(' · '),
        })),
        ...ties.map(({ rank, subjects, reason }) => ({
          label: `${t('rounds.close.ties')} ${rank}`,
          text: `${subjects.map(words.subject).join(', ')}: ${reason}`,
        })),
      ]}
    >
      {(form) => <Closing place={place} open={open} form={form} />}
    </KeptForm>
  )
}

function Closing({ place, open, form }: ClosingProps & { readonly form: OpenForm<ClosingDraft> }) {
  const t = useText()
  const words = useWords(useScale(place.cluster))
  const { content, change } = form
  const reasonOf = new Map(content.reasons.map(({ subject, reason }) => [subject, reason]))
  const choices = new Map(content.choices.map(({ key, ...choice }) => [key, choice]))
  const setReasons = (next: ReadonlyMap<SubjectCode, string>) =>
    change({ ...content, reasons: [...next].map(([subject, reason]) => ({ subject, reason })) })
  const setChoices = (next: ReadonlyMap<string, ChoiceDraft>) =>
    change({ ...content, choices: [...next].map(([key, choice]) => ({ key, ...choice })) })
  const setSettled = (next: ReadonlyMap<number, SettledTie>) =>
    change({
      ...content,
      ties: [
        ...[...next].map(([rank, { subjects, reason }]) => ({ rank, subjects: [...subjects], reason })),
        ...settledElsewhere(ties, content.ties),
      ],
    })
  const [asking, setAsking] = useState(false)
  const standings = useQueryCall('standings.get', { round: place.round, cluster: place.cluster })
  const close = useCommandCall('rounds.close')
  const { differences } = open
  const gaps = [...open.gaps, ...gapsOfChosen(differences, choices)]
  const chosen = chosenSheets(differences, choices)
  const bySubject = gapsBySubject(gaps)
  const accepted = acceptedGaps(gaps, reasonOf)
  const withoutReason = bySubject.filter(({ subject }) => (reasonOf.get(subject) ?? '').trim() === '')
  const ties = tiesOf(standings.data?.rows ?? [])
  const settled = settledByRank(ties, content.ties)
  const lotsWithoutReason = [...settled.values()].filter(({ reason }) => reason.trim() === '')
  const run = async () => {
    if (accepted === null || chosen === null) return
    const answer = await close.run({
      round: place.round,
      cluster: place.cluster,
      gaps: accepted,
      choices: chosen,
      ties: [...settled.values()].map(({ subjects, reason }) => ({
        subjects: [...subjects],
        reason: reason.trim(),
      })),
    })
    setAsking(false)
    if (answer.ok) {
      await form.sent()
      toast(
        'done',
        t('rounds.close.done'),
        t('rounds.close.digest', { digest: answer.value.digest.slice(0, 16) }),
      )
    }
  }
  return (
    <Stack gap="md">
      {differences.length === 0 ? null : (
        <Differences differences={differences} choices={choices} words={words} onChoose={setChoices} />
      )}
      {gaps.length > 0 ? null : differences.length > 0 && chosen === null ? null : (
        <Alert color="pine" variant="light" icon={<IconCircleCheck />}>
          {t('rounds.close.noGaps')}
        </Alert>
      )}
      {gaps.length === 0 ? null : (
        <Panel
          title={`${t('rounds.close.gaps')} (${gaps.length})`}
          aside={
            <Text size="xs" c="dimmed">
              {t('rounds.close.gapsAbout')}
            </Text>
          }
          flush
        >
          {bySubject.map(({ subject, criteria }, index) => (
            <div key={subject} className={classes['gap']}>
              <div>
                <Text size="sm" fw={600}>
                  {words.subject(subject)}
                </Text>
                <Text
                  size="xs"
                  c="dimmed"
                  title={criteria === null ? undefined : criteria.map(words.names.criterion).join('\n')}
                >
                  {criteria === null
                    ? t('rounds.close.wholeSheet')
                    : `${t('rounds.close.gapCount', { count: criteria.length })}: ${criteria.slice(0, 12).join(', ')}${criteria.length > 12 ? '…' : ''}`}
                </Text>
              </div>
              <Group gap="xs" wrap="nowrap">
                <TextInput
                  size="xs"
                  style={{ flex: 1 }}
                  aria-label={`${t('rounds.close.acceptReason')}: ${words.subject(subject)}`}
                  placeholder={t('rounds.close.acceptReason')}
                  value={reasonOf.get(subject) ?? ''}
                  maxLength={2000}
                  onChange={(event) => setReasons(new Map(reasonOf).set(subject, event.currentTarget.value))}
                />
                {index === 0 && bySubject.length > 1 ? (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    disabled={(reasonOf.get(subject) ?? '').trim() === ''}
                    onClick={() => {
                      const reason = reasonOf.get(subject) ?? ''
                      setReasons(
                        new Map(
                          bySubject.map((each) => [each.subject, reasonOf.get(each.subject) || reason]),
                        ),
                      )
                    }}
                  >
                    {t('rounds.close.sameForAll')}
                  </Button>
                ) : null}
              </Group>
            </div>
          ))}
        </Panel>
      )}
      {ties.length === 0 ? null : <Ties ties={ties} settled={settled} onSettle={setSettled} />}
      {form.notice}
      <ProblemAlert problem={close.problem ?? standings.error} />
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status">
          {chosen === null
            ? t('rounds.close.choicesMissing', { count: unchosen(differences, choices) })
            : withoutReason.length > 0
              ? t('rounds.close.reasonsMissing', { count: withoutReason.length })
              : lotsWithoutReason.length > 0
                ? t('rounds.close.tieReasonsMissing', { count: lotsWithoutReason.length })
                : ''}
        </Text>
        <Button
          leftSection={<IconLockCheck size={17} />}
          // Which lots are still about a tie is known only with the standings.
          disabled={
            accepted === null ||
            chosen === null ||
            lotsWithoutReason.length > 0 ||
            standings.data === undefined
          }
          onClick={() => setAsking(true)}
        >
          {t('rounds.close.button')}
        </Button>
      </Group>
      <ConsequenceDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('rounds.close.title', {
          round: words.round(place.round),
          cluster: words.cluster(place.cluster),
        })}
        consequence={t('rounds.close.consequence')}
        confirmLabel={t('rounds.close.button')}
        onConfirm={() => void run()}
        pending={close.pending}
      />
    </Stack>
  )
}
