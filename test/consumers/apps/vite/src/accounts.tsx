import { UserManager } from 'oidc-client-ts'
import { LinkedAccounts } from 'react-linked-accounts'
import { useClassicClient } from 'react-linked-accounts/use-classic-client'
import 'react-linked-accounts/styles.css'

const scope = 'openid offline_access' // a refresh token always belongs to the same user
const tenant = { authority: 'https://tenant.example.com', client_id: 'your-client-id', scope }
// For <AuthProvider userManager={userManager}>.
export const userManager = new UserManager({ ...tenant, redirect_uri: `${location.origin}/` })

// Render this once the user is signed in. `userId` is `useAuth().user.profile.sub`.
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
