import { useAuth } from 'react-oidc-context'
import { ProfilePage } from './profile-page'

/** The profile page for a person who is signed in, the way to sign in for one who is not. */
export function App() {
  const auth = useAuth()
  if (auth.user) return <ProfilePage profile={auth.user.profile} />
  if (auth.isLoading) {
    return (
      <main className="welcome">
        <p role="status">Signing you in…</p>
      </main>
    )
  }
  return (
    <main className="welcome">
      <h1>Fernwood</h1>
      <p role="status">
        {auth.error ? 'Signing in did not work. Please try again.' : 'Sign in to see your profile.'}
      </p>
      <button type="button" onClick={() => void auth.signinRedirect()}>
        Sign in
      </button>
    </main>
  )
}
