import { Alert, Anchor, Button, Group, List, Text } from '@mantine/core'
import { IconCopyOff } from '@tabler/icons-react'
import { useState } from 'react'
import type { SeasonBrief } from '../../shared/contract/workspace.ts'
import { describeDoubt } from '../../shared/messages/copy-doubts.ts'
import { useText } from '../i18n/setup.ts'
import { useCommandCall } from '../transport/use-call.ts'
import { ConsequenceDialog } from '../ui/consequence-dialog.tsx'
import { hrefs } from '../ui/hrefs.ts'
import { ProblemAlert } from '../ui/problem-alert.tsx'
import { useWords } from '../ui/use-words.ts'

export interface CopyNoticeProps {
  readonly doubts: SeasonBrief['doubts']
  /** On the screens where it can be dealt with; elsewhere one line leads there. */
  readonly whole: boolean
}

/** Why this machine is read-only for now, and what ends it. */
export function CopyNotice({ doubts, whole }: CopyNoticeProps) {
  const t = useText()
  const words = useWords()
  const declare = useCommandCall('workspace.declareOnlyCopy')
  const [asking, setAsking] = useState(false)
  const sentences = doubts.map((doubt) => describeDoubt(doubt, words.names, words.language))
  const onlyRenamed = doubts.every(({ doubt }) => doubt === 'renamed')
  // Without the records before it a later one counts for nothing, whatever anybody declares.
  const mayDeclare = doubts.every(({ doubt }) => doubt !== 'gap')
  if (!whole) {
    return (
      <Alert color="gold" icon={<IconCopyOff />} m="sm" mb={0} py="xs">
        {t('copies.title')}. <Anchor href={hrefs.overview()}>{t('copies.how')}</Anchor>
      </Alert>
    )
  }
  return (
    <Alert color="gold" icon={<IconCopyOff />} title={t('copies.title')} m="sm" mb={0} role="status">
      <List size="sm" mb="xs">
        {sentences.map((sentence) => (
          <List.Item key={sentence} style={{ overflowWrap: 'anywhere' }}>
            {sentence}
          </List.Item>
        ))}
      </List>
      <Text size="sm" mb="xs">
        {t(onlyRenamed ? 'copies.renamedNext' : mayDeclare ? 'copies.next' : 'copies.gapNext')}
      </Text>
      <ProblemAlert problem={declare.problem} mb="xs" />
      <Group gap="xs">
        {onlyRenamed ? (
          <Button size="xs" loading={declare.pending} onClick={() => declare.start({})}>
            {t('copies.sameMachine')}
          </Button>
        ) : (
          <>
            <Button size="xs" component="a" href={hrefs.exchange('import')}>
              {t('copies.import')}
            </Button>
            {mayDeclare ? (
              <Button size="xs" variant="default" onClick={() => setAsking(true)}>
                {t('copies.declare')}
              </Button>
            ) : null}
          </>
        )}
      </Group>
      <ConsequenceDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('copies.declareTitle')}
        consequence={t('copies.consequence')}
        confirmLabel={t('copies.declareConfirm')}
        pending={declare.pending}
        onConfirm={() => {
          // A refusal stands in the notice behind the dialog.
          setAsking(false)
          declare.start({})
        }}
      >
        <Text size="sm">{t('copies.declareAsk')}</Text>
      </ConsequenceDialog>
    </Alert>
  )
}
