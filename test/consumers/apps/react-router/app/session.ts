import { UserManager } from 'oidc-client-ts'

export const tenant = {
  domain: import.meta.env.VITE_TENANT,
  clientId: import.meta.env.VITE_CLIENT_ID,
}

let manager: UserManager | undefined

/** In the browser only. */
export function userManager(): UserManager {
  manager ??= new UserManager({
    authority: tenant.domain,
    client_id: tenant.clientId,
    redirect_uri: `${location.origin}/settings`,
    scope: 'openid profile email offline_access',
  })
  return manager
}

/** The signed-in user, also when the page comes back from a sign-in. */
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
