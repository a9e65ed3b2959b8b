import { styleNonce } from './strict-csp.ts'
import '@mantine/core/styles.css'
import './fonts.ts'
import './global.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { expectDefined } from '../../shared/kernel/result.ts'
import { startTexts } from '../i18n/setup.ts'
import { createQueryClient, followChanges } from '../transport/query-client.ts'
import { followTopics } from '../transport/topics.ts'
import { followAddress } from '../ui/router.ts'
import { followLeaving } from '../ui/unsaved/leaving.ts'
import { App } from './app.tsx'
import { theme } from './theme.ts'

startTexts()
followAddress()
const queryClient = createQueryClient()
followChanges(queryClient)
followTopics(queryClient)
followLeaving()

createRoot(expectDefined(document.getElementById('root'), 'index.html has a root')).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <MantineProvider theme={theme} defaultColorScheme="light" getStyleNonce={() => styleNonce}>
        <App />
      </MantineProvider>
    </QueryClientProvider>
  </StrictMode>,
)
