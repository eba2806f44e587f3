/**
 * A Better Auth server for the demo page and the end-to-end tests to sign in to: the real library, behind a sign-in
 * page, with the tenant's identity providers. It binds to loopback only, its accounts are made up and it knows no
 * secret worth having: never put it on a network.
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
