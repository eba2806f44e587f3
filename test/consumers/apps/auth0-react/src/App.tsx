import { Auth0Provider, useAuth0 } from '@auth0/auth0-react'
import { LinkedAccounts } from 'react-linked-accounts'
import { useClassicClient } from 'react-linked-accounts/use-classic-client'
import 'react-linked-accounts/styles.css'

const tenant = { domain: 'tenant.example.com', clientId: 'your-client-id' }

export function App() {
  return (
    // Set both. Otherwise the SDK renews tokens with the tenant's cookie, which may belong to another user.
    <Auth0Provider
      {...tenant}
      useRefreshTokens
      cacheLocation="localstorage"
      authorizationParams={{ redirect_uri: `${location.origin}/` }}
    >
      <Settings />
    </Auth0Provider>
  )
}

function Settings() {
  const { user, isLoading, loginWithRedirect } = useAuth0()
  if (user?.sub) return <Accounts userId={user.sub} />
  return (
    <button type="button" disabled={isLoading} onClick={() => void loginWithRedirect()}>
      Sign in
    </button>
  )
}

function Accounts({ userId }: { userId: string }) {
  const { getAccessTokenSilently } = useAuth0()
  const client = useClassicClient({
    ...tenant,
    redirectUri: '/', // register it with the tenant, prefixed with your origin
    userId,
    getAccessToken: ({ fresh }) => getAccessTokenSilently({ cacheMode: fresh ? 'off' : 'on' }),
  })
  return <LinkedAccounts client={client} connections={[{ name: 'google-oauth2' }, { name: 'github' }]} />
}
