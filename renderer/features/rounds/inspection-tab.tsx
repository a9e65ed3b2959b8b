import {
  ActionIcon,
  Alert,
  Badge,
  Button,
  Group,
  MultiSelect,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
} from '@mantine/core'
import { IconPlus, IconRotateClockwise2, IconTrash, IconUsersGroup } from '@tabler/icons-react'
import { useState } from 'react'
import type { FormDraftOf } from '../../../shared/contract/form-drafts.ts'
import type { PlanView } from '../../../shared/contract/rounds.ts'
import type { Seat } from '../../../shared/domain/ids.ts'
import { useText } from '../../i18n/setup.ts'
import { useCommandCall, useQueryCall } from '../../transport/use-call.ts'
import { Asked } from '../../ui/asked.tsx'
import { ConsequenceDialog } from '../../ui/consequence-dialog.tsx'
import { NothingHere } from '../../ui/nothing-here.tsx'
import type { Place } from '../../ui/place.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { toast } from '../../ui/toasts.tsx'
import { KeptForm, type OpenForm } from '../../ui/unsaved/form-draft.tsx'
import { useWords } from '../../ui/use-words.ts'
import {
  draftsOf,
  enteringSeat,
  keptTeams,
  planProblems,
  rotation,
  type TeamDraft,
  teamDraft,
  teamsKept,
  teamsOf,
  uncovered,
} from './inspection-draft.ts'
import classes from './rounds.module.css'

export function InspectionTab({ place }: { readonly place: Place }) {
  const plan = useQueryCall('inspection.get', { round: place.round, cluster: place.cluster })
  return (
    <Asked query={plan}>
      {(view) =>
        view.mayPlan ? (
          <KeptPlan key={view.record ?? 'none'} place={place} view={view} />
        ) : (
          <ReadPlan view={view} />
        )
      }
    </Asked>
  )
}

interface PlanProps {
  readonly place: Place
  readonly view: PlanView
}

/** The plan being made is kept on this machine until it is saved as a record. */
function KeptPlan({ place, view }: PlanProps) {
  const t = useText()
  const words = useWords()
  return (
    <KeptForm
      form="inspection"
      place={`${place.round} ${place.cluster ?? ''}`}
      initial={keptTeams(draftsOf(view.teams))}
      describe={(kept) =>
        teamsKept(kept).map((team, index) => ({
          label: t('rounds.inspection.team', { no: index + 1 }),
          text: teamsOf([team])
            .map(
              ({ seats, subjects }) =>
                `${seats.map(words.seat).join(', ')} → ${subjects.map(words.subject).join(', ')}`,
            )
            .join('; '),
        }))
      }
    >
      {(form) => <PlanEditor place={place} view={view} form={form} />}
    </KeptForm>
  )
}

function PlanEditor({
  place,
  view,
  form,
}: PlanProps & { readonly form: OpenForm<FormDraftOf<'inspection'>> }) {
  const t = useText()
  const words = useWords()
  const { changed } = form
  const teams = teamsKept(form.content)
  const [step, setStep] = useState(1)
  const [asking, setAsking] = useState(false)
  const publish = useCommandCall('inspection.plan')
  const change = (next: readonly TeamDraft[]) => form.change(keptTeams(next))
  const changeTeam = (key: number, part: Partial<TeamDraft>) =>
    change(teams.map((team) => (team.key === key ? { ...team, ...part } : team)))
  const problems = planProblems(teams, view.members)
  const left = uncovered(teams, view.members)
  const save = async () => {
    const answer = await publish.run({
      round: place.round,
      cluster: place.cluster,
      teams: teamsOf(teams),
    })
    setAsking(false)
    if (!answer.ok) return
    await form.sent()
    toast('done', t('rounds.inspection.saved'), t('rounds.inspection.savedNext'))
  }
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <Text size="sm" c="dimmed" maw={520}>
          {t('rounds.inspection.about')} {t(`rounds.inspection.entry.${view.crossEntry}`)}
        </Text>
        <Group gap="xs" align="flex-end">
          <NumberInput
            label={t('rounds.inspection.step')}
            title={t('rounds.inspection.stepHint')}
            size="xs"
            w={74}
            min={1}
            max={Math.max(1, view.members.length - 1)}
            allowDecimal={false}
            value={step}
            onChange={(value) => setStep(typeof value === 'number' ? value : 1)}
          />
          <Button
            variant="light"
            leftSection={<IconRotateClockwise2 size={16} />}
            onClick={() => change(rotation(view.members, step))}
          >
            {t('rounds.inspection.suggest')}
          </Button>
        </Group>
      </Group>
      {teams.length === 0 ? (
        <NothingHere
          icon={<IconUsersGroup />}
          title={t('rounds.inspection.none')}
          next={t('rounds.inspection.noneNext')}
        />
      ) : null}
      <div className={classes['teams']}>
        {teams.length === 0 ? null : (
          <div className={classes['teamHead']} aria-hidden="true">
            <span />
            <span>{t('rounds.inspection.seats')}</span>
            <span>{t('rounds.inspection.subjects')}</span>
          </div>
        )}
        {teams.map((team, index) => (
          <Team
            key={team.key}
            team={team}
            no={index + 1}
            members={view.members}
            oneEnters={view.crossEntry === 'oneSeat'}
            onChange={(part) => changeTeam(team.key, part)}
            onRemove={() => change(teams.filter(({ key }) => key !== team.key))}
          />
        ))}
      </div>
      <Button
        variant="subtle"
        leftSection={<IconPlus size={16} />}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => change([...teams, teamDraft([], [])])}
      >
        {t('rounds.inspection.addTeam')}
      </Button>
      {problems.length === 0 ? null : (
        <Alert color="red" variant="light" role="alert" p="xs">
          {problems.map((each) => (
            <Text key={JSON.stringify(each)} size="sm">
              {each.problem === 'emptyTeam'
                ? t('rounds.inspection.emptyTeam', { no: each.no })
                : t(`rounds.inspection.${each.problem}`, { name: words.subject(each.subject) })}
            </Text>
          ))}
        </Alert>
      )}
      {form.notice}
      <ProblemAlert problem={publish.problem} />
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xl">
        <Text size="sm" c={left.length > 0 ? 'gold' : 'dimmed'} role="status">
          {left.length > 0
            ? t('rounds.inspection.uncovered', { names: left.map(({ name }) => name).join(', ') })
            : t('rounds.inspection.covered')}
        </Text>
        <Group gap="sm" wrap="nowrap" flex="none">
          {view.record === null && !changed ? null : (
            <Badge color={changed ? 'gold' : 'pine'} variant="light">
              {t(changed ? 'rounds.inspection.changed' : 'rounds.inspection.inForce')}
            </Badge>
          )}
          <Button
            disabled={!changed || teams.length === 0 || problems.length > 0}
            onClick={() => setAsking(true)}
          >
            {t('rounds.inspection.save')}
          </Button>
        </Group>
      </Group>
      <ConsequenceDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('rounds.inspection.saveTitle')}
        consequence={t('rounds.inspection.saveConsequence')}
        confirmLabel={t('rounds.inspection.save')}
        onConfirm={() => void save()}
        pending={publish.pending}
      />
    </Stack>
  )
}

interface TeamProps {
  readonly team: TeamDraft
  readonly no: number
  /** One member enters each sheet, so who it is can be chosen. */
  readonly oneEnters: boolean
  readonly members: PlanView['members']
  readonly onChange: (part: Partial<TeamDraft>) => void
  readonly onRemove: () => void
}

function Team({ team, no, members, oneEnters, onChange, onRemove }: TeamProps) {
  const t = useText()
  const words = useWords()
  const seats = [...new Set<Seat>(members.map(({ seat }) => seat))]
  return (
    <section className={classes['team']} aria-label={t('rounds.inspection.team', { no })}>
      <Text fw={650} size="sm">
        {t('rounds.inspection.team', { no })}
      </Text>
      <MultiSelect
        size="xs"
        aria-label={t('rounds.inspection.seats')}
        searchable
        hidePickedOptions
        value={[...team.seats]}
        data={seats.map((seat) => ({ value: seat as string, label: words.seat(seat) }))}
        // In the order in which they were picked: the one named first enters.
        onChange={(values) =>
          onChange({ seats: values.flatMap((value) => seats.find((seat) => seat === value) ?? []) })
        }
      />
      <MultiSelect
        size="xs"
        aria-label={t('rounds.inspection.subjects')}
        searchable
        hidePickedOptions
        value={[...team.subjects]}
        data={members.map(({ subject, name }) => ({ value: subject as string, label: name }))}
        onChange={(values) =>
          onChange({
            subjects: members.filter(({ subject }) => values.includes(subject)).map(({ subject }) => subject),
          })
        }
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('rounds.inspection.removeTeam', { no })}
        onClick={onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
      {oneEnters && team.seats.length > 1 ? (
        <Entering team={team} members={members} onChange={onChange} />
      ) : null}
    </section>
  )
}

/** Who of a team enters the sheet of each subject. */
function Entering({ team, members, onChange }: Pick<TeamProps, 'team' | 'members' | 'onChange'>) {
  const t = useText()
  const words = useWords()
  return (
    <div className={classes['entering']}>
      {team.subjects.map((subject) => {
        const name = members.find((member) => member.subject === subject)?.name ?? subject
        return (
          <NativeSelect
            key={subject}
            size="xs"
            label={t('rounds.inspection.enters', { name })}
            value={enteringSeat(team, subject) ?? ''}
            data={team.seats.map((seat) => ({ value: seat as string, label: words.seat(seat) }))}
            onChange={(event) => {
              const seat = team.seats.find((each) => each === event.currentTarget.value)
              if (seat !== undefined) onChange({ enters: new Map(team.enters).set(subject, seat) })
            }}
          />
        )
      })}
    </div>
  )
}

function ReadPlan({ view }: { readonly view: PlanView }) {
  const t = useText()
  const words = useWords()
  if (view.teams.length === 0) {
    return (
      <NothingHere
        icon={<IconUsersGroup />}
        title={t('rounds.inspection.none')}
        next={t('rounds.inspection.noneNextReadOnly')}
      />
    )
  }
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('rounds.inspection.readOnly')}
      </Text>
      <ol className={classes['readTeams']}>
        {view.teams.map((team) => (
          <li key={team.subjects.join(' ')}>
            <strong>{team.seats.map(words.seat).join(', ')}</strong> →{' '}
            {team.subjects.map(words.subject).join(', ')}
            {view.crossEntry === 'oneSeat' && team.seats.length > 1 && team.seats[0] !== undefined
              ? ` · ${t('rounds.inspection.entersRead', { seat: words.seat(team.seats[0]) })}`
              : ''}
          </li>
        ))}
      </ol>
    </Stack>
  )
}
