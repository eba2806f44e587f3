import { UserManager } from 'oidc-client-ts'

export const tenant = import.meta.env.VITE_TENANT
export const clientId = import.meta.env.VITE_CLIENT_ID

export const userManager = new UserManager({
  authority: tenant,
  client_id: clientId,
  redirect_uri: `${location.origin}/`,
  scope: 'openid profile email offline_access',
})

/** Not `useAuth().signinSilent`: it sets `isLoading`, and the page would leave in the middle of an unlink. */
export async function getAccessToken({ fresh }: { fresh: boolean }) {
  const user = fresh ? await userManager.signinSilent() : await userManager.getUser()
  return user?.access_token
}
