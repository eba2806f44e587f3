import { UserManager } from 'oidc-client-ts'
import { LinkedAccounts } from 'react-linked-accounts'
import { useClassicClient } from 'react-linked-accounts/use-classic-client'
import 'react-linked-accounts/styles.css'

const tenant = { authority: 'https://tenant.example.com', client_id: 'your-client-id' }
// For <AuthProvider userManager={userManager}>.
export const userManager = new UserManager({
  ...tenant,
  redirect_uri: `${location.origin}/`,
  scope: 'openid offline_access', // with refresh tokens, which stay with their user
})

// `userId` is `useAuth().user.profile.sub`, once there is a user.
export function Accounts({ userId }: { userId: string }) {
  const client = useClassicClient({
    domain: tenant.authority,
    clientId: tenant.client_id,
    redirectUri: '/',
    userId,
    getAccessToken: async ({ fresh }) =>
      (fresh ? await userManager.signinSilent() : await userManager.getUser())?.access_token,
  })
  return <LinkedAccounts client={client} connections={[{ name: 'google-oauth2' }, { name: 'github' }]} />
}
