import Koa from 'koa'
import { bodies } from '../tenant/bodies'
import { listConnections } from '../tenant/connections'
import { type Database, secret } from '../tenant/database'
import type { DemoBackend } from '../tenant/demo-backend'
import { faultLayer } from '../tenant/faults'
import { serveIdentityProviders } from '../tenant/identity-providers'
import { observe } from '../tenant/observe'
import { databaseConnection, demoUser, seedConnections } from '../tenant/seed'
import type { LoopbackServer } from '../tenant/servers'
import { callbackPath, createAuth } from './auth'
import { authEndpoints } from './auth-endpoints'
import { crossOrigin } from './cors'
import { seedUsers } from './seed'
import { signInPage } from './sign-in-page'
import { ageSessions, listUsers } from './tables'

export interface BetterAuthServerOptions {
  /** The path of an SQLite file, or `':memory:'`, which is the default. */
  database?: string
  /** Delete all data before the start and add the initial data again. */
  reset?: boolean
  /** The default is 0, for any free port. */
  port?: number
  /** The ports of the identity providers, by connection. A connection that is not listed gets any free port. */
  providerPorts?: Readonly<Record<string, number>>
  /** The origins of the app. They may send requests with the session cookie, and sign-ins and links return to them. */
  appOrigins: string[]
  /** For how many seconds after a sign-in the session may unlink. Default: one day. 0 means no limit. */
  freshAge?: number
  /** The connections whose accounts can be linked without a verified email. Default: none. */
  trustedProviders?: string[]
}

export type BetterAuthServer = DemoBackend

/** Starts Better Auth and the identity providers, each on a separate origin. */
export async function serveBetterAuth(
  options: BetterAuthServerOptions,
  database: Database,
  open: (port: number | undefined) => Promise<LoopbackServer>,
): Promise<Omit<BetterAuthServer, 'close'>> {
  const { appOrigins, freshAge, trustedProviders = [] } = options
  if ((await listConnections(database)).length === 0) await seedConnections(database)
  const connections = (await listConnections(database)).filter(({ name }) => name !== databaseConnection)

  const server = await open(options.port)
  const { origin } = server
  const clientSecret = await secret(database, 'client secret')
  const returnOrigins = [origin, ...appOrigins]
  const providers = await serveIdentityProviders({
    connections,
    database,
    open,
    ports: options.providerPorts,
    clientFor: ({ name }) => ({
      id: 'better-auth',
      secret: clientSecret,
      redirectUri: origin + callbackPath(name),
    }),
    formTargets: returnOrigins,
  })
  const auth = await createAuth({ origin, database, providers, appOrigins, freshAge, trustedProviders })
  await seedUsers(auth, database, providers)

  const { requests, hold, middleware: observed } = observe()
  const { fault, middleware: faulty } = faultLayer()
  const formTargets = [...returnOrigins, ...providers.map(({ issuer }) => issuer)]
  const app: Koa = new Koa()
  app
    .use(crossOrigin(appOrigins))
    .use(bodies)
    .use(observed)
    .use(faulty)
    .use(authEndpoints(auth, origin))
    .use(signInPage({ auth, origin, connections, appOrigins, formTargets }))
  server.serve(app)

  return {
    origin,
    connections: providers.map(({ connection: { name, label }, issuer }) => ({ name, label, issuer })),
    demoUser,
    requests,
    hold,
    fault,
    users: () => listUsers(database),
    ageSessions: (seconds) => ageSessions(database, seconds),
  }
}
