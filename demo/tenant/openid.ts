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

/** The tenant as an OpenID Provider, on the paths of the classic Authentication API. */
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
    // The classic ID token carries the profile; the list of identities stays with /userinfo.
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    features: {
      ...defaults.features,
      // Silent renewal in a frame: the answer comes as a message to the page, not as an address of it.
      webMessageResponseMode: { enabled: true, ack: 'individual-draft-01' },
      resourceIndicators: audiences.resourceIndicators(supportedScopes),
    },
    // Called with every request, with or without a connection: the first place after the library has cut the scope.
    extraParams: { connection: keepOfflineAccess, audience: null },
    // Auth0 has a setting for it in each client. The profile page goes without: a popup starts with a copy of its
    // opener's session storage, and so with the same refresh token. If each use made a new one, the window that comes
    // second would look like a thief, and both would be signed out.
    rotateRefreshToken: ({ oidc }) => isOwnApp(oidc.client?.clientId),
    extraTokenClaims: (ctx, token) => tokenClaims(audiences, ctx, token),
    clients: clientsOf(options),
    clientBasedCORS: (_ctx, from) => callers.includes(from),
    interactions: { policy, url: (_ctx, interaction) => `/u/sign-in/${interaction.uid}` },
    async findAccount({ oidc: { session } }, id, token) {
      // A token is good for the user it was issued to. A session goes with its identity: linked in the meantime, that
      // signs in as its owner.
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
 * The library gives up `offline_access` where the consent prompt is not asked for. There is none here: what a client
 * asks for is what it gets, silently too.
 */
function keepOfflineAccess({ URL, oidc: { params, client } }: KoaContextWithOIDC) {
  const asked = URL.searchParams.get('scope')?.split(' ').includes('offline_access')
  if (!asked || !params || !client?.grantTypeAllowed('refresh_token')) return
  params.scope = [params.scope, 'offline_access'].filter(Boolean).join(' ')
}

/**
 * Keeps with an access token what it is for, and the time of the sign-in that it goes back to, by whatever refreshes and
 * silent sign-ins. There is no context where the tenant issues a token by itself, at the end of a link.
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
