import { useMemo } from 'react'
import { AccountLinkingProvider, LinkAccountButton, LinkedAccounts } from 'react-linked-accounts'
import { createClassicClient } from 'react-linked-accounts/classic'
import { useAuth } from 'react-oidc-context'
import { userManager } from './session'

interface ProfilePageProps {
  profile: { sub: string; name?: string | undefined; email?: string | undefined }
}

const connections = [
  { name: 'google-oauth2', label: 'Google' },
  { name: 'github', label: 'GitHub' },
  { name: 'acme-sso', provider: 'oidc', label: 'Acme SSO', single: true },
]

/** An ordinary settings page; its third section is the kit. */
export function ProfilePage({ profile }: ProfilePageProps) {
  const auth = useAuth()
  const client = useMemo(
    () =>
      createClassicClient({
        domain: import.meta.env.VITE_TENANT,
        clientId: import.meta.env.VITE_CLIENT_ID,
        redirectUri: `${location.origin}/`,
        responseType: import.meta.env.VITE_RESPONSE_TYPE,
        userId: profile.sub,
        getAccessToken: async ({ fresh }) => {
          const user = await userManager.getUser()
          const usable = !fresh && user && !user.expired ? user : await userManager.signinSilent()
          return usable?.access_token
        },
      }),
    [profile.sub],
  )
  const name = profile.name ?? profile.email ?? 'you'
  return (
    <AccountLinkingProvider client={client} connections={connections}>
      <header className="topbar">
        <strong>Fernwood</strong>
        <button type="button" onClick={() => void auth.signoutRedirect()}>
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
            <p>{profile.email}</p>
          </div>
        </div>

        <section className="card" aria-labelledby="about">
          <h2 id="about">About you</h2>
          <dl>
            <dt>Name</dt>
            <dd>{name}</dd>
            <dt>E-mail</dt>
            <dd>{profile.email ?? 'not given'}</dd>
          </dl>
        </section>

        <LinkedAccounts />

        <section className="card" aria-labelledby="elsewhere">
          <h2 id="elsewhere">Somewhere else to sign in?</h2>
          <p>See everything that Fernwood can be signed in with, and pick one there.</p>
          <LinkAccountButton />
        </section>
      </main>
    </AccountLinkingProvider>
  )
}
