import { LinkedAccounts } from 'react-linked-accounts'
import { useClassicClient } from 'react-linked-accounts/use-classic-client'
import { useAuth } from 'react-oidc-context'
import { tenant } from './tenant'

export function Accounts({ userId }: { userId: string }) {
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
