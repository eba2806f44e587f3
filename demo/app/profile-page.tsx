import { useMemo } from 'react'
import {
  AccountLinkingProvider,
  LinkAccountButton,
  LinkedAccounts,
  useCapabilities,
} from 'react-linked-accounts'
import type { Backend } from './backends'
import type { Person } from './session'

interface ProfilePageProps {
  person: Person
  backend: Backend
}

const connections = [
  { name: 'google-oauth2', label: 'Google' },
  { name: 'github', label: 'GitHub' },
  { name: 'acme-sso', provider: 'oidc', label: 'Acme SSO', single: true },
]

/** An ordinary settings page; its third section is the kit. */
export function ProfilePage({ person, backend }: ProfilePageProps) {
  const client = useMemo(() => backend.createClient(person), [backend, person])
  const { session } = backend
  const name = person.name ?? person.email ?? 'you'
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
        <div className="person">
          <span className="face" aria-hidden="true">
            {[...name][0]}
          </span>
          <div>
            <h1>{name}</h1>
            <p>{person.email}</p>
          </div>
        </div>

        <section className="card" aria-labelledby="about">
          <h2 id="about">About you</h2>
          <dl>
            <dt>Name</dt>
            <dd>{name}</dd>
            <dt>E-mail</dt>
            <dd>{person.email ?? 'not given'}</dd>
          </dl>
        </section>

        <LinkedAccounts />
        <SomewhereElse />
      </main>
    </AccountLinkingProvider>
  )
}

/** Where the backend has a page to choose on. */
function SomewhereElse() {
  const { choice } = useCapabilities()
  if (!choice) return null
  return (
    <section className="card" aria-labelledby="elsewhere">
      <h2 id="elsewhere">Somewhere else to sign in?</h2>
      <p>See everything that Fernwood can be signed in with, and pick one there.</p>
      <LinkAccountButton />
    </section>
  )
}
