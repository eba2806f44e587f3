import { UserManager } from 'oidc-client-ts'

const authority = 'https://tenant.example.com'

export const tenant = { domain: authority, clientId: 'your-client-id' }

let manager: UserManager | undefined

/** In the browser only. */
export function userManager(): UserManager {
  manager ??= new UserManager({
    authority,
    client_id: tenant.clientId,
    redirect_uri: `${location.origin}/settings`,
    scope: 'openid offline_access',
  })
  return manager
}

/** The signed-in user, also when the page returns from a sign-in. */
export async function restoreUser() {
  const params = new URLSearchParams(location.search)
  if (!params.has('state')) return userManager().getUser()
  const user = await userManager().signinRedirectCallback()
  history.replaceState(history.state, '', location.pathname)
  return user
}

export async function getAccessToken({ fresh }: { fresh: boolean }) {
  const user = fresh ? await userManager().signinSilent() : await userManager().getUser()
  return user?.access_token
}
