import type { Session } from './session'

interface WelcomeProps {
  session: Session
  /** A sign-in has just come back without success. */
  hasFailed: boolean
}

/** The page of a user who is not signed in. */
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
