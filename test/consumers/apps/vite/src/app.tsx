import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { AuthProvider, useAuth } from 'react-oidc-context'
import { Settings } from './settings'
import { userManager } from './user-manager'

const queryClient = new QueryClient()

export function App() {
  return (
    <AuthProvider
      userManager={userManager}
      onSigninCallback={() => history.replaceState(null, '', location.pathname)}
    >
      <QueryClientProvider client={queryClient}>
        <Page />
      </QueryClientProvider>
    </AuthProvider>
  )
}

function Page() {
  const { user, isLoading, error, signinRedirect } = useAuth()
  if (isLoading) return <p>Loading…</p>
  if (user) return <Settings userId={user.profile.sub} />
  return (
    <>
      {error && <p role="alert">{error.message}</p>}
      <button type="button" onClick={() => void signinRedirect()}>
        Sign in
      </button>
    </>
  )
}
