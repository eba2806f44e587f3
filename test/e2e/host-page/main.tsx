import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, useMemo } from 'react'
import { createRoot } from 'react-dom/client'
import {
  type AccountLinkingHandlers,
  AccountLinkingProvider,
  LinkAccountButton,
  LinkedAccounts,
  LinkedAccountsHeader,
  LinkedAccountsList,
  type Reauthenticate,
  useLinkedAccounts,
} from 'react-linked-accounts'
import { captureLinkReturn } from 'react-linked-accounts/core'
import 'react-linked-accounts/styles.css'
import { loadBackend } from '../../../demo/app/backends'
import type { User } from '../../../demo/app/session'
import { dump } from './dump'
import type { HostSettings } from './settings'

const settings: HostSettings = window.hostSettings ?? {}
// The return value is not used: the app also starts in a popup, like that of a host that ignores it.
if (!settings.capturesLate) captureLinkReturn()

const backend = await loadBackend()
const { createClient } = settings.client
  ? await import('./classic-client')
  : settings.auth0
    ? await import('./auth0-client')
    : backend
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

if (settings.asksToStay) window.addEventListener('beforeunload', (event) => event.preventDefault())

const reauthenticate: Reauthenticate = ({ required }) => {
  // Like the vendor SDK's `loginWithRedirect`, this resolves once the URL is assigned.
  if (settings.stepUp === 'resolves') {
    return required ? location.assign(`${import.meta.env.VITE_SERVER}/step-up`) : undefined
  }
  return required || settings.stepUp === 'leaves' ? backend.session.signInAgain() : undefined
}

const connections = [
  { name: 'google-oauth2', label: 'Google' },
  { name: 'github', label: 'GitHub' },
]

function HostPage({ user }: { user: User }) {
  const client = useMemo(() => createClient(user), [user])
  return (
    <AccountLinkingProvider
      client={client}
      connections={connections}
      {...(settings.stepUp && { reauthenticate })}
      {...(settings.letsUnlinkAll && { canUnlink: () => true })}
      {...handlers}
    >
      <LinkedAccounts {...settings.section}>
        {settings.composes && (
          <>
            <LinkedAccountsHeader />
            <LinkedAccountsList />
          </>
        )}
      </LinkedAccounts>
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
    <LinkAccountButton connection="google-oauth2" reconnect={google} {...settings.button}>
      Grant more
    </LinkAccountButton>
  )
}

const user = await backend.session.restore().catch(() => null)

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      {user ? (
        <>
          <HostPage user={user} />
          <button type="button" onClick={() => void backend.session.signOut()}>
            Sign out
          </button>
        </>
      ) : (
        <button type="button" onClick={() => void backend.session.signIn()}>
          Sign in
        </button>
      )}
    </QueryClientProvider>
  </StrictMode>,
)
