import type { Provider } from 'oidc-provider'
import type { Accounts } from './accounts'
import type { Database } from './database'
import { interactionPolicy, OpenIdProvider } from './oidc-provider'
import { openIdDefaults } from './openid-defaults'
import { userObject } from './user-object'

export const clientId = 'profile-page'

export const supportedScopes = ['openid', 'profile', 'email', 'read:current_user']

export interface OpenIdOptions {
  origin: string
  accounts: Accounts
  database: Database
  issuers: ReadonlyMap<string, string>
  appOrigins: readonly string[]
  redirectUris: readonly string[]
  accessTokenTtl: number
}

/** The tenant as an OpenID Provider, on the paths of the classic Authentication API. */
export async function createOpenIdProvider(options: OpenIdOptions): Promise<Provider> {
  const { origin, accounts, appOrigins, redirectUris } = options
  const defaults = await openIdDefaults('tenant', options.database)
  const policy = interactionPolicy.base()
  policy.remove('consent')

  const provider = new OpenIdProvider(origin, {
    ...defaults,
    ttl: { ...defaults.ttl, AccessToken: options.accessTokenTtl },
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
    extraParams: ['connection'],
    clients: [
      {
        client_id: clientId,
        client_name: 'Profile page',
        token_endpoint_auth_method: 'none',
        redirect_uris: [...redirectUris],
        post_logout_redirect_uris: appOrigins.flatMap((app) => [app, `${app}/`]),
      },
    ],
    clientBasedCORS: (_ctx, from) => appOrigins.includes(from),
    interactions: { policy, url: (_ctx, interaction) => `/u/sign-in/${interaction.uid}` },
    async findAccount(_ctx, userId) {
      const user = await accounts.user(userId)
      if (!user || user.blocked) return undefined
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
