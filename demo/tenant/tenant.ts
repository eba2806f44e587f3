import type Koa from 'koa'
import { Accounts } from './accounts'
import { ageSessions } from './age-sessions'
import { Audiences } from './audiences'
import { avatars } from './avatars'
import { bodies } from './bodies'
import { callersOf, clientId, type OwnApp, ownAppAt } from './clients'
import { listConnections } from './connections'
import { crossOrigin } from './cors'
import { type Database, secret } from './database'
import type { DemoBackend } from './demo-backend'
import { faultLayer } from './faults'
import { hostedPage } from './hosted-page'
import { serveIdentityProviders } from './identity-providers'
import { linkRoutes } from './link'
import { LinkTransactions } from './link-transactions'
import { linkVisits } from './link-visits'
import { logoutRoutes } from './logout'
import { observe } from './observe'
import { createOpenIdProvider } from './openid'
import { ProviderAccounts } from './provider-accounts'
import { ProviderLogins } from './provider-logins'
import { identityRemoval } from './removal'
import { databaseConnection, demoUser, seed } from './seed'
import type { LoopbackServer } from './servers'
import { signInVisits } from './sign-in'
import { tokenEndpoint } from './token-endpoint'
import { unlinkRoutes } from './unlink'
import { usersApi } from './users-api'

export interface TenantOptions {
  /** `':memory:'` (the default) or the path of an SQLite file */
  database?: string
  /** delete all data and seed again before starting */
  reset?: boolean
  /** 0, the default, takes any free port */
  port?: number
  /** ports of the identity providers, by connection; any free port for one that is not named */
  providerPorts?: Readonly<Record<string, number>>
  /** the origins of the single-page app that may call across origins */
  appOrigins: string[]
  /** the exact redirect URIs of the demo client: sign-in, silent sign-in and link */
  redirectUris: string[]
  /**
   * The addresses of apps of one's own. They share a client that is set up as Auth0 sets up a new one: refresh tokens
   * rotate, and an access token is good for the Management API only if its `audience` was asked for.
   */
  apps?: readonly string[]
  /**
   * What `/authorize` does with a link whose access token is not valid: answer `error=unauthorized`, or, as seen
   * in the field, go on to a successful sign-in that links nothing.
   */
  onBadToken?: 'error' | 'login'
  /** in seconds; 3600 by default */
  accessTokenTtl?: number
  /**
   * How long ago, in seconds, the person may have signed in for an identity to be unlinked; longer ago, the answer is
   * `insufficient_user_authentication` (RFC 9470). Not asked by default.
   */
  unlinkMaxAge?: number
}

export interface Tenant extends DemoBackend {
  /** The `iss` of its tokens: the origin with a slash at the end, as at Auth0. */
  readonly issuer: string
  readonly clientId: string
  /** The `audience` of access tokens for the Management API. */
  readonly managementAudience: string
  /** The client of the apps of one's own, if there are any. */
  readonly ownApp: OwnApp | undefined
  readonly connections: readonly { name: string; label: string; strategy: string; issuer: string }[]
}

/** Puts the tenant and its identity providers together, each on an origin of its own. */
export async function serveTenant(
  options: TenantOptions,
  database: Database,
  open: (port: number | undefined) => Promise<LoopbackServer>,
): Promise<Omit<Tenant, 'close'>> {
  const {
    appOrigins,
    redirectUris,
    providerPorts,
    onBadToken = 'error',
    accessTokenTtl = 3600,
    unlinkMaxAge,
  } = options
  await seed(database)
  const connections = await listConnections(database)
  const accounts = new Accounts(database, connections)

  const server = await open(options.port)
  const { origin } = server
  const issuer = `${origin}/`
  const audiences = new Audiences(issuer)
  const ownApp = ownAppAt(options.apps ?? [])
  const client = {
    id: 'tenant',
    secret: await secret(database, 'client secret'),
    redirectUri: `${origin}/login/callback`,
  }
  const social = connections.filter(({ name }) => name !== databaseConnection)
  const callers = callersOf({ appOrigins, ownApp })
  const ends = [origin, ...callers, ...redirectUris.map((uri) => new URL(uri).origin)]
  const upstreams = await serveIdentityProviders({
    connections: social,
    database,
    open,
    ports: providerPorts,
    clientFor: () => client,
    formTargets: ends,
  })

  const issuers = new Map(upstreams.map(({ connection, issuer }) => [connection.name, issuer]))
  issuers.set(databaseConnection, origin)
  const provider = await createOpenIdProvider({
    issuer,
    audiences,
    accounts,
    database,
    issuers,
    appOrigins,
    redirectUris,
    ownApp,
    accessTokenTtl,
  })
  const logins = new ProviderLogins(database, client.redirectUri, upstreams)
  const transactions = new LinkTransactions(database)
  const removeIdentity = identityRemoval(accounts, unlinkMaxAge)
  const { requests, hold, middleware: observed } = observe()
  const { fault, middleware: faulty } = faultLayer()
  const ownConnection = connections.find(({ name }) => name === databaseConnection)
  if (!ownConnection) throw new Error(`no connection ${databaseConnection}`)

  const app: Koa = provider
  app
    .use(crossOrigin(callers))
    .use(bodies)
    .use(observed)
    .use(faulty)
    .use(avatars)
    .use(tokenEndpoint)
    .use(logoutRoutes(provider))
    .use(linkRoutes({ provider, accounts, transactions, logins, databaseConnection, onBadToken }))
    .use(unlinkRoutes(provider, accounts, removeIdentity))
    .use(usersApi({ provider, accounts, issuers, audience: audiences.managementApi, removeIdentity }))
    .use(
      hostedPage({
        logins,
        databaseConnection: ownConnection,
        databaseAccounts: new ProviderAccounts(database, databaseConnection),
        visits: {
          'sign-in': signInVisits(provider, accounts),
          link: linkVisits(provider, accounts, transactions),
        },
        formTargets: [...ends, ...upstreams.map(({ issuer }) => issuer)],
      }),
    )
  server.serve(app)

  return {
    origin,
    issuer,
    clientId,
    managementAudience: audiences.managementApi,
    ownApp,
    connections: upstreams.map(({ connection: { name, label, strategy }, issuer }) => ({
      name,
      label,
      strategy,
      issuer,
    })),
    demoUser,
    requests,
    hold,
    fault,
    ageSessions: (seconds) => ageSessions(database, seconds),
    users: async () =>
      (await accounts.users()).map(({ userId, identities }) => ({
        userId,
        email: identities[0]?.profile.email ?? null,
        identities: identities.map(({ connection, id }) => ({
          provider: connection.strategy,
          userId: id,
          connection: connection.name,
        })),
      })),
  }
}
