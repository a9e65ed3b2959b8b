import { Alert, type AlertProps } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { Failure } from '../../shared/contract/failures.ts'
import type { Scale } from '../../shared/domain/scale.ts'
import type { Sentence } from '../../shared/messages/failure-sentences.ts'
import { describeFailure } from '../../shared/messages/failures.ts'
import { type TextFunction, useText } from '../i18n/setup.ts'
import type { CallProblem } from '../transport/call-host.ts'
import { useWords, type Words } from './use-words.ts'

/** Any problem of any call, in words: what happened, to what, what to do. */
function problemSentence(problem: CallProblem<Failure>, words: Words, t: TextFunction): Sentence {
  switch (problem.kind) {
    case 'refused':
      return describeFailure(problem.failure, words.language, words.names)
    case 'invalid':
      return {
        title: t('problem.invalidTitle'),
        body: t('problem.invalidBody', { fields: problem.issues.map((issue) => issue.path).join(', ') }),
      }
    case 'incident':
      return {
        title: t('problem.incidentTitle'),
        body: t('problem.incidentBody', { incident: problem.incident }),
      }
    case 'unreachable':
      return { title: t('problem.unreachableTitle'), body: t('problem.unreachableBody') }
  }
}

export interface ProblemAlertProps extends Omit<AlertProps, 'title' | 'children'> {
  readonly problem: CallProblem<Failure> | null
  /** Names criteria by title where the refusal is about a sheet. */
  readonly scale?: Scale | null
}

/** Nothing without a problem, so that callers may render it always. */
export function ProblemAlert({ problem, scale = null, ...rest }: ProblemAlertProps) {
  const t = useText()
  const words = useWords(scale)
  if (problem === null) return null
  const sentence = problemSentence(problem, words, t)
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      icon={<IconAlertTriangle />}
      title={sentence.title}
      {...rest}
    >
      {sentence.body}
    </Alert>
  )
}
