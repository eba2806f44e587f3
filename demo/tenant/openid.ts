import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import type { Accounts } from './accounts'
import type { Audiences } from './audiences'
import { type ClientOptions, callersOf, clientsOf, isOwnApp } from './clients'
import type { Database } from './database'
import { interactionPolicy, OpenIdProvider } from './oidc-provider'
import { openIdDefaults } from './openid-defaults'
import { userObject } from './user-object'

export const supportedScopes = [
  'openid',
  'profile',
  'email',
  'offline_access',
  'read:current_user',
  'update:current_user_identities',
]

export interface OpenIdOptions extends ClientOptions {
  issuer: string
  audiences: Audiences
  accounts: Accounts
  database: Database
  issuers: ReadonlyMap<string, string>
  accessTokenTtl: number
}

/** The tenant as an OpenID Provider, with the paths of the classic Authentication API. */
export async function createOpenIdProvider(options: OpenIdOptions): Promise<Provider> {
  const { issuer, accounts, audiences } = options
  const callers = callersOf(options)
  const defaults = await openIdDefaults('tenant', options.database, 'RS256')
  const policy = interactionPolicy.base()
  policy.remove('consent')

  const provider = new OpenIdProvider(issuer, {
    ...defaults,
    ttl: { ...defaults.ttl, AccessToken: options.accessTokenTtl, RefreshToken: defaults.ttl.Grant },
    routes: {
      authorization: '/authorize',
      token: '/oauth/token',
      userinfo: '/userinfo',
      jwks: '/.well-known/jwks.json',
      end_session: '/v2/logout',
    },
    scopes: supportedScopes,
    claims: {
      openid: ['sub', 'user_id', 'identities'],
      profile: ['name', 'nickname', 'picture', 'updated_at'],
      email: ['email', 'email_verified'],
    },
    // As in the classic API, the ID token contains the profile. Only /userinfo has the list of identities.
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    features: {
      ...defaults.features,
      // For silent renewal in a frame: the response is sent to the page as a message, not in the URL.
      webMessageResponseMode: { enabled: true, ack: 'individual-draft-01' },
      resourceIndicators: audiences.resourceIndicators(supportedScopes),
    },
    // The library calls this for every request, even without a connection, after it has removed `offline_access`.
    extraParams: { connection: keepOfflineAccess, audience: null },
    // At Auth0, this is a client setting. The profile page does not rotate its refresh tokens: a popup starts with a
    // copy of the opener's session storage, and so with the same refresh token. With rotation, the second window to use
    // it would be treated as an attacker, and both windows would be signed out.
    rotateRefreshToken: ({ oidc }) => isOwnApp(oidc.client?.clientId),
    extraTokenClaims: (ctx, token) => tokenClaims(audiences, ctx, token),
    clients: clientsOf(options),
    clientBasedCORS: (_ctx, from) => callers.includes(from),
    interactions: { policy, url: (_ctx, interaction) => `/u/sign-in/${interaction.uid}` },
    async findAccount({ oidc: { session } }, id, token) {
      // A token belongs to the user it was issued to. A session belongs to its identity: if that has been linked to
      // another user since, the session continues as the other user.
      const user = await (token ? accounts.user(id) : accounts.ownerOf(id))
      if (!user || user.blocked) return undefined
      const { userId } = user
      if (!token && session && session.accountId !== userId) session.accountId = userId
      const { identities, ...profile } = userObject(user, options.issuers)
      return {
        accountId: userId,
        claims: (use) => ({ sub: userId, ...profile, ...(use === 'userinfo' && { identities }) }),
      }
    },
  })
  provider.on('server_error', (_ctx, error) => console.error(error))
  return provider
}

/**
 * Adds `offline_access` again. The library removes it from requests without a consent prompt, and this tenant has no
 * consent page.
 */
function keepOfflineAccess({ URL, oidc: { params, client } }: KoaContextWithOIDC) {
  const asked = URL.searchParams.get('scope')?.split(' ').includes('offline_access')
  if (!asked || !params || !client?.grantTypeAllowed('refresh_token')) return
  params.scope = [params.scope, 'offline_access'].filter(Boolean).join(' ')
}

/**
 * Stores the audience and the time of the sign-in with an access token, so that both are known after a refresh or a
 * silent sign-in, too. There is no context if the tenant itself issues a token at the end of a link.
 */
function tokenClaims(
  audiences: Audiences,
  ctx: Partial<KoaContextWithOIDC> | undefined,
  { clientId }: { clientId?: string | undefined },
) {
  const { AuthorizationCode, RefreshToken } = ctx?.oidc?.entities ?? {}
  const { authTime, resource } = AuthorizationCode ?? RefreshToken ?? {}
  return {
    ...(authTime !== undefined && { auth_time: authTime }),
    audience: resource ?? audiences.defaultFor(clientId),
  }
}
