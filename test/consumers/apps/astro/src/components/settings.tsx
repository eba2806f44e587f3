import { LinkedAccounts } from 'react-linked-accounts'
import { createClassicClient } from 'react-linked-accounts/classic'
import { captureLinkReturn } from 'react-linked-accounts/core'
import 'react-linked-accounts/styles.css'
import { AuthProvider, useAuth } from 'react-oidc-context'

// When the island's code is loaded, and so before the sign-in library reads the address. On a server it does nothing.
captureLinkReturn()

const tenant = { domain: import.meta.env.PUBLIC_TENANT, clientId: import.meta.env.PUBLIC_CLIENT_ID }

export default function Settings() {
  return (
    <AuthProvider
      authority={tenant.domain}
      client_id={tenant.clientId}
      redirect_uri={typeof location === 'undefined' ? '' : `${location.origin}/settings`}
      scope="openid profile email offline_access"
      onSigninCallback={() => history.replaceState(null, '', '/settings')}
    >
      <Page />
    </AuthProvider>
  )
}

function Page() {
  const { user, isLoading, signinRedirect } = useAuth()
  // `user` first: a silent sign-in sets `isLoading`, and must not take the accounts off the page.
  if (user) return <Accounts userId={user.profile.sub} />
  if (isLoading) return <p>Loading…</p>
  return (
    <button type="button" onClick={() => void signinRedirect()}>
      Sign in
    </button>
  )
}

function Accounts({ userId }: { userId: string }) {
  const { user, signinSilent } = useAuth()
  const client = createClassicClient({
    ...tenant,
    redirectUri: '/settings',
    userId,
    getAccessToken: async ({ fresh }) => (fresh ? await signinSilent() : user)?.access_token,
  })
  return <LinkedAccounts client={client} connections={[{ name: 'google-oauth2' }, { name: 'github' }]} />
}
