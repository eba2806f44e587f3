import { useAuth0 } from '@auth0/auth0-react'
import { useMemo } from 'react'
import { AccountLinkingProvider, LinkAccountButton, LinkedAccounts } from 'react-linked-accounts'
import { createClassicClient } from 'react-linked-accounts/classic'
import 'react-linked-accounts/styles.css'
import { tenant } from './tenant'

export function Settings() {
  const { user, isLoading, loginWithRedirect, logout } = useAuth0()
  if (!user?.sub) {
    return (
      <button type="button" disabled={isLoading} onClick={() => void loginWithRedirect()}>
        Sign in
      </button>
    )
  }
  return (
    <>
      <button type="button" onClick={() => void logout({ logoutParams: { returnTo: location.href } })}>
        Sign out
      </button>
      <Accounts userId={user.sub} />
    </>
  )
}

function Accounts({ userId }: { userId: string }) {
  const { getAccessTokenSilently } = useAuth0()
  const client = useMemo(
    () =>
      createClassicClient({
        ...tenant,
        redirectUri: '/callback',
        userId,
        getAccessToken: ({ fresh }) => getAccessTokenSilently({ cacheMode: fresh ? 'off' : 'on' }),
      }),
    [userId, getAccessTokenSilently],
  )
  return (
    // The SDK's callback route has nothing to do for a link, so each returns to this page.
    <AccountLinkingProvider
      client={client}
      connections={[{ name: 'google-oauth2' }, { name: 'github' }]}
      link={{ returnTo: '/settings' }}
    >
      <LinkedAccounts />
      <LinkAccountButton connection="github">Show your repositories</LinkAccountButton>
      <LinkAccountButton connection="github">Import from GitHub</LinkAccountButton>
    </AccountLinkingProvider>
  )
}
