import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Failure } from '../../../shared/contract/failures.ts'
import { type PreviewText, previewText } from '../../../shared/messages/documents.ts'
import { useLanguage } from '../../i18n/setup.ts'
import type { CallProblem } from '../../transport/call-host.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyDesk, NoPaper } from './print-preview.tsx'

export interface AskedPaperProps<Value> {
  readonly query: UseQueryResult<Value, CallProblem<Failure>>
  readonly children: (value: Value) => ReactNode
}

/** The desk while the host answers, with its refusal, or with the paper. */
export function AskedPaper<Value>({ query, children }: AskedPaperProps<Value>) {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.error === null) return <Preparing />
  return (
    <EmptyDesk>
      <ProblemAlert problem={query.error} />
    </EmptyDesk>
  )
}

export function Preparing() {
  const language = useLanguage()
  return (
    <EmptyDesk>
      <p role="status">{previewText('loading', language)}</p>
    </EmptyDesk>
  )
}

export function Unknown({ title = 'unknownTitle', body = 'unknownBody' }: UnknownProps) {
  const language = useLanguage()
  return (
    <EmptyDesk>
      <NoPaper title={previewText(title, language)} body={previewText(body, language)} />
    </EmptyDesk>
  )
}

interface UnknownProps {
  readonly title?: PreviewText
  readonly body?: PreviewText
}
