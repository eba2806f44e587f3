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
  /** `':memory:'` (the default) or the path of an SQLite file */
  database?: string
  /** delete all data and seed again before starting */
  reset?: boolean
  /** 0, the default, takes any free port */
  port?: number
  /** ports of the identity providers, by connection; any free port for one that is not named */
  providerPorts?: Readonly<Record<string, number>>
  /** the origins of the app, which may call with the session cookie and to which sign-ins and links return */
  appOrigins: string[]
  /** for how many seconds after a sign-in the session may unlink; a day by default, 0 for ever */
  freshAge?: number
  /** connections whose accounts may be linked without a verified e-mail address; none by default */
  trustedProviders?: string[]
}

export type BetterAuthServer = DemoBackend

/** Puts Better Auth and the identity providers together, each on an origin of its own. */
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
  const ends = [origin, ...appOrigins]
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
    formTargets: ends,
  })
  const auth = await createAuth({ origin, database, providers, appOrigins, freshAge, trustedProviders })
  await seedUsers(auth, database, providers)

  const { requests, hold, middleware: observed } = observe()
  const { fault, middleware: faulty } = faultLayer()
  const formTargets = [...ends, ...providers.map(({ issuer }) => issuer)]
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
