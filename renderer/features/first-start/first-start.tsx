import { Container, SimpleGrid, Stack, Text, ThemeIcon, Title, UnstyledButton } from '@mantine/core'
import { IconBuildingBank, IconSchool, IconTicket } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useText } from '../../i18n/setup.ts'
import classes from './first-start.module.css'
import { FoundingWizard } from './founding-wizard.tsx'
import { JoinWizard } from './join-wizard.tsx'
import { PracticeOpening } from './practice-opening.tsx'

export interface FirstStartProps {
  /** The workspace is open and everything that had to be kept was kept. */
  readonly onEntered: () => void
}

const choices = [
  { choice: 'join', icon: IconTicket },
  { choice: 'found', icon: IconBuildingBank },
  { choice: 'practice', icon: IconSchool },
] as const

type Choice = (typeof choices)[number]['choice']

/** One question with three answers. */
export function FirstStart({ onEntered }: FirstStartProps) {
  const [choice, setChoice] = useState<Choice | null>(null)
  const back = () => setChoice(null)
  return (
    <Container size="lg" className={classes['stage']}>
      {choice === null ? <Question onChoose={setChoice} /> : null}
      {choice === 'join' ? <JoinWizard onBack={back} onEntered={onEntered} /> : null}
      {choice === 'found' ? <FoundingWizard onBack={back} onEntered={onEntered} /> : null}
      {choice === 'practice' ? <PracticeOpening onBack={back} onEntered={onEntered} /> : null}
    </Container>
  )
}

function Question({ onChoose }: { readonly onChoose: (choice: Choice) => void }) {
  const t = useText()
  return (
    <Stack gap="xl" align="stretch">
      <div className={classes['welcome']}>
        <Text c="dimmed" size="sm">
          {t('start.welcome')}
        </Text>
        <Title order={1} className={classes['question']}>
          {t('start.question')}
        </Title>
      </div>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="lg">
        {choices.map(({ choice, icon: Icon }) => (
          <ChoiceCard
            key={choice}
            title={t(`start.${choice}.title`)}
            about={t(`start.${choice}.about`)}
            icon={<Icon size={30} stroke={1.5} />}
            onClick={() => onChoose(choice)}
          />
        ))}
      </SimpleGrid>
      <Text c="dimmed" size="sm" ta="center">
        {t('start.offline')}
      </Text>
    </Stack>
  )
}

interface ChoiceCardProps {
  readonly title: string
  readonly about: string
  readonly icon: ReactNode
  readonly onClick: () => void
}

function ChoiceCard({ title, about, icon, onClick }: ChoiceCardProps) {
  return (
    <UnstyledButton className={classes['choice']} onClick={onClick}>
      <ThemeIcon size={58} radius={999} variant="light" color="pine">
        {icon}
      </ThemeIcon>
      <Text fw={650} size="lg" mt="md">
        {title}
      </Text>
      <Text c="dimmed" size="sm" mt={4}>
        {about}
      </Text>
    </UnstyledButton>
  )
}
