import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { captureLinkReturn } from 'react-linked-accounts/core'
import 'react-linked-accounts/styles.css'
import { loadBackend } from './backends'
import './page.css'
import { ProfilePage } from './profile-page'
import { Welcome } from './welcome'

// Runs before the sign-in library reads the URL, because a link's callback is not for that library. In a link's popup,
// the app does not start: the popup reports to the page that opened it, and closes.
if (captureLinkReturn() !== 'popup') await start()

async function start() {
  const backend = await loadBackend()
  const restored = await backend.session.restore().catch(() => 'failed' as const)
  const queryClient = new QueryClient()

  createRoot(document.getElementById('root') as HTMLElement).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        {restored && restored !== 'failed' ? (
          <ProfilePage user={restored} backend={backend} />
        ) : (
          <Welcome session={backend.session} hasFailed={restored === 'failed'} />
        )}
      </QueryClientProvider>
    </StrictMode>,
  )
}
