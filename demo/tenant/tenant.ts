import type Koa from 'koa'
import { Accounts } from './accounts'
import { avatars } from './avatars'
import { bodies } from './bodies'
import { listConnections } from './connections'
import { crossOrigin } from './cors'
import { type Database, secret } from './database'
import { type Fault, type FaultOptions, faultLayer } from './faults'
import { hostedPage } from './hosted-page'
import { linkRoutes } from './link'
import { LinkTransactions } from './link-transactions'
import { linkVisits } from './link-visits'
import { observe, type RecordedRequest } from './observe'
import { clientId, createOpenIdProvider } from './openid'
import { ProviderAccounts } from './provider-accounts'
import { ProviderLogins } from './provider-logins'
import { createIdentityProvider } from './providers'
import { databaseConnection, demoUser, seed } from './seed'
import type { LoopbackServer } from './servers'
import { signInVisits } from './sign-in'
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
   * What `/authorize` does with a link whose access token is not valid: answer `error=unauthorized`, or, as seen
   * in the field, go on to a successful sign-in that links nothing.
   */
  onBadToken?: 'error' | 'login'
  /** in seconds; 3600 by default */
  accessTokenTtl?: number
}

export interface Tenant {
  /** also the issuer */
  readonly origin: string
  readonly clientId: string
  readonly connections: readonly { name: string; label: string; strategy: string; issuer: string }[]
  readonly demoUser: { email: string; password: string }
  /** every request as it came in, newest last */
  readonly requests: readonly RecordedRequest[]
  /** holds back the answers to these requests, after they have taken effect, until the returned function is called */
  hold(method: string, path: string): () => void
  /** lets these requests fail in one of the ways of `faults`, until the returned function is called */
  fault(method: string, path: string, fault: Fault, options?: FaultOptions): () => void
  /** what the database holds: the users with their identities in order, the primary first */
  users(): Promise<TenantUser[]>
  /** stops all servers at once */
  close(): Promise<void>
}

export interface TenantUser {
  userId: string
  email: string | null
  identities: { provider: string; userId: string; connection: string }[]
}

/** Puts the tenant and its identity providers together, each on an origin of its own. */
export async function serveTenant(
  options: TenantOptions,
  database: Database,
  open: (port: number | undefined) => Promise<LoopbackServer>,
): Promise<Omit<Tenant, 'close'>> {
  const { appOrigins, redirectUris, providerPorts, onBadToken = 'error', accessTokenTtl = 3600 } = options
  await seed(database)
  const connections = await listConnections(database)
  const accounts = new Accounts(database, connections)

  const server = await open(options.port)
  const { origin } = server
  const formTargets = new Set([origin, ...redirectUris.map((uri) => new URL(uri).origin)])
  const client = {
    id: 'tenant',
    secret: await secret(database, 'client secret'),
    redirectUri: `${origin}/login/callback`,
  }
  const social = connections.filter(({ name }) => name !== databaseConnection)
  const upstreams = await Promise.all(
    social.map(async (connection) => {
      const upstream = await open(providerPorts?.[connection.name])
      formTargets.add(upstream.origin)
      return {
        connection,
        server: upstream,
        issuer: upstream.origin,
        clientId: client.id,
        clientSecret: client.secret,
      }
    }),
  )
  for (const { connection, server: upstream } of upstreams) {
    const { origin: issuer } = upstream
    const targets = [...formTargets]
    upstream.serve(
      await createIdentityProvider({ connection, origin: issuer, database, client, formTargets: targets }),
    )
  }

  const issuers = new Map(upstreams.map(({ connection, issuer }) => [connection.name, issuer]))
  issuers.set(databaseConnection, origin)
  const provider = await createOpenIdProvider({
    origin,
    accounts,
    database,
    issuers,
    appOrigins,
    redirectUris,
    accessTokenTtl,
  })
  const logins = new ProviderLogins(database, client.redirectUri, upstreams)
  const transactions = new LinkTransactions(database)
  const { requests, hold, middleware: observed } = observe()
  const { fault, middleware: faulty } = faultLayer()
  const ownConnection = connections.find(({ name }) => name === databaseConnection)
  if (!ownConnection) throw new Error(`no connection ${databaseConnection}`)

  const app: Koa = provider
  app
    .use(crossOrigin(appOrigins))
    .use(bodies)
    .use(observed)
    .use(faulty)
    .use(avatars)
    .use(linkRoutes({ provider, accounts, transactions, logins, databaseConnection, onBadToken }))
    .use(unlinkRoutes(provider, accounts))
    .use(usersApi(provider, accounts, issuers))
    .use(
      hostedPage({
        logins,
        databaseConnection: ownConnection,
        databaseAccounts: new ProviderAccounts(database, databaseConnection),
        visits: {
          'sign-in': signInVisits(provider, accounts),
          link: linkVisits(provider, accounts, transactions),
        },
        formTargets: [...formTargets],
      }),
    )
  server.serve(app)

  return {
    origin,
    clientId,
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
