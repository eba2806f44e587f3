import { Auth0Provider, useAuth0 } from '@auth0/auth0-react'
import { useMemo } from 'react'
import { LinkedAccounts } from 'react-linked-accounts'
import { createClassicClient } from 'react-linked-accounts/classic'
import 'react-linked-accounts/styles.css'

const tenant = { domain: import.meta.env.VITE_TENANT, clientId: import.meta.env.VITE_CLIENT_ID }

export function App() {
  return (
    // Both, or the SDK renews by the tenant's cookie, which can be another user's by then.
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
  const client = useMemo(
    () =>
      createClassicClient({
        ...tenant,
        redirectUri: '/', // registered with the tenant, with your origin
        userId,
        getAccessToken: ({ fresh }) => getAccessTokenSilently({ cacheMode: fresh ? 'off' : 'on' }),
      }),
    [userId, getAccessTokenSilently],
  )
  return <LinkedAccounts client={client} connections={[{ name: 'google-oauth2' }, { name: 'github' }]} />
}
