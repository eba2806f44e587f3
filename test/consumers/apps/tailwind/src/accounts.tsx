import { UserManager } from 'oidc-client-ts'
import { LinkedAccounts } from 'react-linked-accounts'
import { useClassicClient } from 'react-linked-accounts/use-classic-client'

export const userManager = new UserManager({
  authority: 'https://tenant.example.com',
  client_id: 'your-client-id',
  redirect_uri: `${location.origin}/`,
  scope: 'openid offline_access',
})

export function Accounts({ userId }: { userId: string }) {
  const client = useClassicClient({
    domain: 'https://tenant.example.com',
    clientId: 'your-client-id',
    redirectUri: '/',
    userId,
    getAccessToken: async ({ fresh }) =>
      (fresh ? await userManager.signinSilent() : await userManager.getUser())?.access_token,
  })
  return (
    <LinkedAccounts
      client={client}
      connections={[{ name: 'google-oauth2' }, { name: 'github' }]}
      className="rounded-none"
    />
  )
}
