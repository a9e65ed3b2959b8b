import { Alert, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { SeasonBrief } from '../../shared/contract/workspace.ts'
import { describeUnkept } from '../../shared/messages/copy-doubts.ts'
import { useWords } from '../ui/use-words.ts'

/** Where an older copy put back would go unnoticed, because this machine cannot note there how far it has written. */
export function UnkeptNotice({ unkept }: { readonly unkept: SeasonBrief['unkept'] }) {
  const { language } = useWords()
  if (unkept.length === 0) return null
  return (
    <Alert color="gold" icon={<IconAlertTriangle />} m="sm" mb={0} py="xs" role="status">
      {unkept.map((note) => (
        <Text key={note.where} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {describeUnkept(note, language)}
        </Text>
      ))}
    </Alert>
  )
}
