import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { AuthProvider, useAuth } from 'react-oidc-context'
import { Accounts, userManager } from './accounts'

const queryClient = new QueryClient()

export function App() {
  return (
    <AuthProvider
      userManager={userManager}
      onSigninCallback={() => history.replaceState(null, '', location.pathname)}
    >
      <QueryClientProvider client={queryClient}>
        <Settings />
      </QueryClientProvider>
    </AuthProvider>
  )
}

function Settings() {
  const { user, isLoading, signinRedirect } = useAuth()
  if (isLoading) return <p>Loading…</p>
  if (user) return <Accounts userId={user.profile.sub} />
  return <button onClick={() => void signinRedirect()}>Sign in</button>
}
