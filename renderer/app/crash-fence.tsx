import { Alert, Button, Container, Stack } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { useText } from '../i18n/setup.ts'

interface CrashFenceProps {
  readonly children: ReactNode
  /** A change of this key (another screen) clears the failure. */
  readonly screen?: string
}

interface CrashFenceState {
  readonly failedOn: string | null
}

/** A defect of one screen takes that screen down, not the window. React has fences as classes only. */
export class CrashFence extends Component<CrashFenceProps, CrashFenceState> {
  override readonly state: CrashFenceState = { failedOn: null }

  static getDerivedStateFromError(): CrashFenceState {
    return { failedOn: '' }
  }

  override componentDidCatch(error: unknown): void {
    console.error(error)
  }

  override componentDidUpdate(before: CrashFenceProps): void {
    if (before.screen !== this.props.screen && this.state.failedOn !== null) this.setState({ failedOn: null })
  }

  override render(): ReactNode {
    return this.state.failedOn === null ? (
      this.props.children
    ) : (
      <Crashed onAgain={() => this.setState({ failedOn: null })} />
    )
  }
}

function Crashed({ onAgain }: { readonly onAgain: () => void }) {
  const t = useText()
  return (
    <Container size="sm" py="xl">
      <Alert color="red" title={t('problem.crashTitle')} role="alert">
        <Stack align="flex-start">
          {t('problem.crashBody')}
          <Button variant="default" onClick={onAgain}>
            {t('problem.reload')}
          </Button>
        </Stack>
      </Alert>
    </Container>
  )
}
