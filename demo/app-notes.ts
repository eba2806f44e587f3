import type { Tenant } from './tenant/index'

/** The settings that your own app needs to sign in and link with the demo's tenant. */
export function appNotes({
  origin,
  managementAudience,
  ownApp,
}: Pick<Tenant, 'origin' | 'managementAudience' | 'ownApp'>): string {
  if (!ownApp) return ''
  const { clientId, redirectUris, origins } = ownApp
  const notes = `
  For your app
  Domain         ${origin}
  Client ID      ${clientId}
  Audience       ${managementAudience}
  Scopes         openid profile email offline_access read:current_user update:current_user_identities
  Redirect URIs  ${redirectUris.join('\n                 ')}
`
  const elsewhere = origins.find((app) => new URL(app).hostname !== new URL(origin).hostname)
  return elsewhere === undefined
    ? notes
    : `${notes}
  ${elsewhere} is not the same site as the tenant, so browsers do not send the tenant's cookies from a frame there.
  Use refresh tokens to renew access tokens: with the Auth0 SDK, set useRefreshTokens and cacheLocation "localstorage".
`
}
