import { captureLinkReturn } from 'react-linked-accounts/core'
import 'react-linked-accounts/styles.css'
import { AuthProvider, useAuth } from 'react-oidc-context'
import { Accounts } from './accounts'
import { tenant } from './tenant'

// Runs when the island's code loads, before the sign-in library reads the URL. On a server it does nothing.
captureLinkReturn()

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
  if (user) return <Accounts userId={user.profile.sub} />
  if (isLoading) return <p>Loading…</p>
  return <button onClick={() => void signinRedirect()}>Sign in</button>
}
