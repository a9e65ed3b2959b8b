import { Center, Loader } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { FirstStart } from '../features/first-start/first-start.tsx'
import { Unlock } from '../features/unlock/unlock.tsx'
import { useQueryCall } from '../transport/use-call.ts'
import { Asked } from '../ui/asked.tsx'
import { useRoute } from '../ui/router.ts'
import { Toasts } from '../ui/toasts.tsx'
import { LeaveDialog } from '../ui/unsaved/leave-dialog.tsx'
import { CrashFence } from './crash-fence.tsx'
import { Gate } from './gate.tsx'
import { Shell } from './shell.tsx'

const PrintRoute = lazy(async () => ({
  default: (await import('../documents/print-route.tsx')).PrintRoute,
}))

/** First start, lock, or the program: whatever the state of the data folder asks for. */
export function App() {
  const status = useQueryCall('workspace.status', {})
  const printing = useRoute((route) => route.path[0] === 'print')
  /** A first start is not over when the workspace opens: codes are still to be kept. */
  const [starting, setStarting] = useState(false)
  const isNew = status.data?.state === 'new'
  if (isNew && !starting) setStarting(true)
  /** Asks the host first: an old "new" would begin the first start again. */
  const enter = async () => {
    await status.refetch()
    setStarting(false)
  }

  return (
    <CrashFence>
      {starting ? (
        <Gate>
          <FirstStart onEntered={() => void enter()} />
        </Gate>
      ) : status.data?.state === 'open' ? (
        printing ? (
          <Suspense fallback={<Waiting />}>
            <PrintRoute />
          </Suspense>
        ) : (
          <Shell status={status.data} />
        )
      ) : (
        <Gate>
          <Asked query={status} rows={3}>
            {(value) => (value.state === 'locked' ? <Unlock status={value} /> : <Waiting />)}
          </Asked>
        </Gate>
      )}
      <Toasts />
      <LeaveDialog />
    </CrashFence>
  )
}

function Waiting() {
  return (
    <Center h="100%">
      <Loader />
    </Center>
  )
}
