import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { captureLinkReturn } from 'react-linked-accounts/core'
import 'react-linked-accounts/styles.css'
import { AuthProvider, hasAuthParams } from 'react-oidc-context'
import { App } from './app'
import './page.css'
import { userManager } from './session'

// Before the sign-in library looks at the address: a link's return is not its own.
captureLinkReturn()

// After a reload the tenant's own session signs the person in again; a sign-in's return does that by itself.
if (!hasAuthParams()) await userManager.signinSilent().catch(() => null)

const queryClient = new QueryClient()

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <AuthProvider
      userManager={userManager}
      onSigninCallback={() => history.replaceState(history.state, '', location.pathname)}
    >
      <QueryClientProvider client={queryClient}>
        <App />
      </QueryClientProvider>
    </AuthProvider>
  </StrictMode>,
)
