/**
 * A Better Auth server that the profile page and the end-to-end tests sign in to. It is the real library with a sign-in
 * page and the tenant's identity providers. It binds to loopback only, and all its accounts and secrets are made up.
 * Never make it reachable from a network.
 */
import { startServers } from '../tenant/start-servers'
import { type BetterAuthServer, type BetterAuthServerOptions, serveBetterAuth } from './server'
import { dropTables } from './tables'

export type { BetterAuthServer, BetterAuthServerOptions } from './server'

export const startBetterAuth = (options: BetterAuthServerOptions): Promise<BetterAuthServer> =>
  startServers(options, async (database, open) => {
    if (options.reset) await dropTables(database)
    return serveBetterAuth(options, database, open)
  })
