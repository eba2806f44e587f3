import { UserManager } from 'oidc-client-ts'
import { useClassicClient } from 'react-linked-accounts/use-classic-client'
import { AuthProvider, useAuth } from 'react-oidc-context'
import { LinkedAccountsCard } from '@/components/linked-accounts'
import './app.css'

const userManager = new UserManager({
  authority: 'https://tenant.example.com',
  client_id: 'your-client-id',
  redirect_uri: `${location.origin}/`,
  scope: 'openid offline_access',
})

export function App() {
  return (
    <AuthProvider
      userManager={userManager}
      onSigninCallback={() => history.replaceState(null, '', location.pathname)}
    >
      <Page />
    </AuthProvider>
  )
}

/** The URL sets the card's behavior: `/?undo`, `/?popup`, `/?step-up`. */
const settings = new URLSearchParams(location.search)

function Page() {
  const { user, signinRedirect } = useAuth()
  if (user) return <Accounts userId={user.profile.sub} />
  return <button onClick={() => void signinRedirect()}>Sign in</button>
}

function Accounts({ userId }: { userId: string }) {
  const client = useClassicClient({
    domain: 'https://tenant.example.com',
    clientId: 'your-client-id',
    redirectUri: '/',
    userId,
    getAccessToken: async ({ fresh }) =>
      (fresh ? await userManager.signinSilent() : await userManager.getUser())?.access_token,
  })
  return (
    <LinkedAccountsCard
      client={client}
      connections={[{ name: 'google-oauth2' }, { name: 'github' }]}
      confirm={settings.has('undo') ? 'undo' : 'dialog'}
      link={{ display: settings.has('popup') ? 'popup' : 'page' }}
      reauthenticate={
        settings.has('step-up') ? () => userManager.signinRedirect({ prompt: 'login' }) : undefined
      }
    />
  )
}
