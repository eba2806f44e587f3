import type { Tenant } from '../../demo/tenant/index'

/** The scope of a page that lists, links and unlinks with the Management API. */
export const managementScope =
  'openid profile email read:current_user update:current_user_identities offline_access'

/** Calls the Management API for one user, with an access token. */
export function managementApi({ origin }: Tenant, userId: string, accessToken: string) {
  const user = `${origin}/api/v2/users/${encodeURIComponent(userId)}`
  const Authorization = `Bearer ${accessToken}`
  return {
    user: () => fetch(user, { headers: { Authorization } }),
    link: (body: unknown, type = 'application/json') =>
      fetch(`${user}/identities`, {
        method: 'POST',
        headers: { Authorization, 'Content-Type': type },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    unlink: (provider: string, id: string) =>
      fetch(`${user}/identities/${provider}/${encodeURIComponent(id)}`, {
        method: 'DELETE',
        headers: { Authorization },
      }),
  }
}

export const refresh = ({ origin, clientId }: Tenant, refreshToken: string | undefined) =>
  fetch(`${origin}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: clientId,
      refresh_token: refreshToken ?? '',
    }),
  })
