import type { Session } from './session'

interface WelcomeProps {
  session: Session
  /** Whether a sign-in has just failed. */
  hasFailed: boolean
}

/** The page for users who are not signed in. */
export function Welcome({ session, hasFailed }: WelcomeProps) {
  return (
    <main className="welcome">
      <h1>Fernwood</h1>
      <p role="status">{hasFailed ? "Couldn't sign you in. Try again." : 'Sign in to see your profile.'}</p>
      <button type="button" className="main" onClick={() => void session.signIn()}>
        Sign in
      </button>
    </main>
  )
}
