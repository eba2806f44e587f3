import { useMemo } from 'react'
import { AccountLinkingProvider, LinkAccountButton, LinkedAccounts, useFeatures } from 'react-linked-accounts'
import type { Backend } from './backends'
import type { User } from './session'

interface ProfilePageProps {
  user: User
  backend: Backend
}

const connections = [
  { name: 'google-oauth2', label: 'Google' },
  { name: 'github', label: 'GitHub' },
  { name: 'acme-sso', provider: 'oidc', label: 'Acme SSO', single: true },
]

/** An ordinary settings page with the kit as its third section. */
export function ProfilePage({ user, backend }: ProfilePageProps) {
  const client = useMemo(() => backend.createClient(user), [backend, user])
  const { session } = backend
  const name = user.name ?? user.email ?? 'Your account'
  return (
    <AccountLinkingProvider
      client={client}
      connections={connections}
      reauthenticate={({ required }) => (required ? session.signInAgain() : undefined)}
    >
      <header className="topbar">
        <strong>Fernwood</strong>
        <button type="button" onClick={() => void session.signOut()}>
          Sign out
        </button>
      </header>
      <main className="page">
        <div className="user">
          <span className="face" aria-hidden="true">
            {[...name][0]}
          </span>
          <div>
            <h1>{name}</h1>
            <p>{user.email}</p>
          </div>
        </div>

        <section className="card" aria-labelledby="about">
          <h2 id="about">Profile</h2>
          <dl>
            <dt>Name</dt>
            <dd>{name}</dd>
            <dt>Email</dt>
            <dd>{user.email ?? 'Not provided'}</dd>
          </dl>
        </section>

        <LinkedAccounts />
        <OtherSignIn />
      </main>
    </AccountLinkingProvider>
  )
}

/** For backends that have a page where the user can choose a connection. */
function OtherSignIn() {
  const { choice } = useFeatures()
  if (!choice) return null
  return (
    <section className="card" aria-labelledby="other">
      <h2 id="other">Other ways to sign in</h2>
      <p>Choose from all the accounts that Fernwood accepts.</p>
      <LinkAccountButton />
    </section>
  )
}
