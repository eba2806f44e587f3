import { useAuth0 } from '@auth0/auth0-react'
import { AccountLinkingProvider, LinkAccountButton, LinkedAccounts } from 'react-linked-accounts'
import { useClassicClient } from 'react-linked-accounts/use-classic-client'
import 'react-linked-accounts/styles.css'
import { tenant } from './tenant'

export function Accounts({ userId }: { userId: string }) {
  const { getAccessTokenSilently } = useAuth0()
  const client = useClassicClient({
    ...tenant,
    redirectUri: '/callback',
    userId,
    getAccessToken: ({ fresh }) => getAccessTokenSilently({ cacheMode: fresh ? 'off' : 'on' }),
  })
  return (
    // The SDK's callback route is not needed for a link, so links return to this page.
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
