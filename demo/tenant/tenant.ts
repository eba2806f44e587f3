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
  /** The path of an SQLite file, or `':memory:'`, which is the default. */
  database?: string
  /** Delete all data before the start and add the initial data again. */
  reset?: boolean
  /** The default is 0, for any free port. */
  port?: number
  /** The ports of the identity providers, by connection. A connection that is not listed gets any free port. */
  providerPorts?: Readonly<Record<string, number>>
  /** The origins of the profile page. Scripts on them may call the tenant. */
  appOrigins: string[]
  /** The exact redirect URIs of the profile page, for sign-in, silent sign-in and link. */
  redirectUris: string[]
  /**
   * The URLs of your own apps. They share one client, with stricter settings than the profile page: refresh tokens
   * rotate, and an access token is valid for the Management API only if the app requested it by `audience`.
   */
  apps?: readonly string[]
  /**
   * What `/authorize` does with a link whose access token is not valid: return `error=unauthorized`, or continue with a
   * sign-in that succeeds and links nothing, as some tenants do.
   */
  onBadToken?: 'error' | 'login'
  /** In seconds. Default 3600. */
  accessTokenTtl?: number
  /**
   * The maximum age of a sign-in, in seconds, to unlink an identity. If the sign-in is older, the error is
   * `insufficient_user_authentication` (RFC 9470). Default: no limit.
   */
  unlinkMaxAge?: number
}

export interface Tenant extends DemoBackend {
  /** The `iss` of its tokens: the origin with a slash at the end, as at Auth0. */
  readonly issuer: string
  readonly clientId: string
  /** The `audience` of access tokens for the Management API. */
  readonly managementAudience: string
  /** The client of your own apps, if there are any. */
  readonly ownApp: OwnApp | undefined
  readonly connections: readonly { name: string; label: string; strategy: string; issuer: string }[]
}

/** Starts the tenant and its identity providers, each on a separate origin. */
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
  const returnOrigins = [origin, ...callers, ...redirectUris.map((uri) => new URL(uri).origin)]
  const upstreams = await serveIdentityProviders({
    connections: social,
    database,
    open,
    ports: providerPorts,
    clientFor: () => client,
    formTargets: returnOrigins,
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
        formTargets: [...returnOrigins, ...upstreams.map(({ issuer }) => issuer)],
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
