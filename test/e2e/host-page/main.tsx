import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, useMemo } from 'react'
import { createRoot } from 'react-dom/client'
import {
  type AccountLinkingHandlers,
  AccountLinkingProvider,
  LinkAccountButton,
  LinkedAccounts,
  useLinkedAccounts,
} from 'react-linked-accounts'
import { createClassicClient } from 'react-linked-accounts/classic'
import { captureLinkReturn } from 'react-linked-accounts/core'
import 'react-linked-accounts/styles.css'
import { userManager } from '../../../demo/app/session'
import { dump } from './dump'
import type { HostSettings } from './settings'

captureLinkReturn()

const settings: HostSettings = window.hostSettings ?? {}
const queryClient = new QueryClient()
const overhear = (place: string) => (value: unknown) => window.overhear?.(place, dump(value))
const handlers: AccountLinkingHandlers = {
  onEvent: (event) => overhear(`event ${event.type}`)(event),
  onLinkResult: overhear('results'),
  onLinked: overhear('identities linked'),
  onUnlinked: overhear('identities unlinked'),
  onError: overhear('errors'),
}
window.hostPage = { queryClient, dump }

const connections = [
  { name: 'google-oauth2', label: 'Google' },
  { name: 'github', label: 'GitHub' },
]

function HostPage({ userId }: { userId: string }) {
  const client = useMemo(
    () =>
      createClassicClient({
        domain: import.meta.env.VITE_TENANT,
        clientId: import.meta.env.VITE_CLIENT_ID,
        redirectUri: `${location.origin}/`,
        userId,
        getAccessToken: async ({ fresh }) => {
          const user = fresh ? await userManager.signinSilent() : await userManager.getUser()
          return user?.access_token
        },
        ...settings.client,
      }),
    [userId],
  )
  return (
    <AccountLinkingProvider client={client} connections={connections} {...handlers}>
      <LinkedAccounts {...settings.section} />
      <LinkAccountButton connection="github" {...settings.button}>
        Add GitHub
      </LinkAccountButton>
      <GrantMore />
    </AccountLinkingProvider>
  )
}

/** Links the Google account again. */
function GrantMore() {
  const { identities } = useLinkedAccounts()
  const google = identities?.find(({ provider }) => provider === 'google-oauth2')
  if (!google) return null
  return (
    <LinkAccountButton connection="google-oauth2" identity={google} {...settings.button}>
      Grant more
    </LinkAccountButton>
  )
}

const user = await userManager.signinSilent().catch(() => null)

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      {user ? <HostPage userId={user.profile.sub} /> : <p>Nobody is signed in.</p>}
    </QueryClientProvider>
  </StrictMode>,
)
