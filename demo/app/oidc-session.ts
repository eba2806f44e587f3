import { type StateStore, UserManager, WebStorageStateStore } from 'oidc-client-ts'
import { RefreshTokenStore } from './refresh-token-store'
import { never, type Session, type User } from './session'

export interface OidcSession extends Session {
  getAccessToken(options: { fresh: boolean }): Promise<string | undefined>
}

/** Signs in with the tenant. Access tokens stay in memory; after a reload, the tab's refresh token is used to get new ones. */
export function createOidcSession(scope: string): OidcSession {
  const userStore: StateStore = new RefreshTokenStore(sessionStorage)
  const manager = createUserManager(scope, userStore)

  return {
    async restore() {
      const user = isSignInReturn()
        ? await manager.signinRedirectCallback().finally(cleanAddress)
        : await manager.signinSilent().catch(() => null)
      return user && userOf(user.profile)
    },
    signIn: () => manager.signinRedirect(),
    signInAgain: () => manager.signinRedirect({ prompt: 'login' }).then(never),
    signOut: () => manager.signoutRedirect(),
    async getAccessToken({ fresh }) {
      const user = await manager.getUser()
      const usable = !fresh && user && !user.expired ? user : await manager.signinSilent()
      return usable?.access_token
    },
  }
}

/** For the page, and for the hidden page that signs in silently while the tab has no refresh token yet. */
export function createUserManager(scope: string, userStore: StateStore): UserManager {
  return new UserManager({
    authority: import.meta.env.VITE_SERVER,
    client_id: import.meta.env.VITE_CLIENT_ID,
    redirect_uri: `${location.origin}/`,
    silent_redirect_uri: `${location.origin}/silent.html`,
    post_logout_redirect_uri: `${location.origin}/`,
    scope: `openid profile email offline_access ${scope}`.trim(),
    automaticSilentRenew: false,
    userStore,
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
  })
}

function isSignInReturn(): boolean {
  const parameters = new URLSearchParams(location.search)
  return parameters.has('state') && (parameters.has('code') || parameters.has('error'))
}

function cleanAddress(): void {
  history.replaceState(history.state, '', location.pathname)
}

function userOf({ sub, name, email }: { sub: string; name?: string; email?: string }): User {
  return { id: sub, name, email }
}
