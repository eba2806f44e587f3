import { LinkedAccounts } from 'react-linked-accounts'
import { captureLinkReturn } from 'react-linked-accounts/core'
import { useClassicClient } from 'react-linked-accounts/use-classic-client'
import 'react-linked-accounts/styles.css'
import { AuthProvider, useAuth } from 'react-oidc-context'

// When the island's code is loaded, so before the sign-in library reads the address. On a server it does nothing.
captureLinkReturn()

const tenant = { authority: 'https://tenant.example.com', client_id: 'your-client-id' }

export default function Settings() {
  return (
    <AuthProvider
      {...tenant}
      redirect_uri={typeof location === 'undefined' ? '' : `${location.origin}/settings`}
      scope="openid offline_access"
      onSigninCallback={() => history.replaceState(null, '', '/settings')}
    >
      <Page />
    </AuthProvider>
  )
}

function Page() {
  const { user, isLoading, signinRedirect } = useAuth()
  // By `user` first: `signinSilent` sets `isLoading`, and must not take the accounts off the page.
  if (user) return <Accounts userId={user.profile.sub} />
  if (isLoading) return <p>Loading…</p>
  return <button onClick={() => void signinRedirect()}>Sign in</button>
}

function Accounts({ userId }: { userId: string }) {
  const { user, signinSilent } = useAuth()
  const client = useClassicClient({
    domain: tenant.authority,
    clientId: tenant.client_id,
    redirectUri: '/settings',
    userId,
    getAccessToken: async ({ fresh }) => (fresh ? await signinSilent() : user)?.access_token,
  })
  return <LinkedAccounts client={client} connections={[{ name: 'google-oauth2' }, { name: 'github' }]} />
}
