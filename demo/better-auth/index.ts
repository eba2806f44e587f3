/**
 * A Better Auth server for the demo page and the end-to-end tests to sign in to: the real library, behind a sign-in
 * page, with the tenant's identity providers. It binds to loopback only, its accounts are made up and it knows no
 * secret worth having: never put it on a network.
 */
import { openDatabase } from '../tenant/database'
import { type LoopbackServer, listen } from '../tenant/servers'
import { type BetterAuthServer, type BetterAuthServerOptions, serveBetterAuth } from './server'
import { dropTables } from './tables'

export type { BetterAuthServer, BetterAuthServerOptions } from './server'

export async function startBetterAuth(options: BetterAuthServerOptions): Promise<BetterAuthServer> {
  const { database: location = ':memory:', reset = false } = options
  const database = await openDatabase(location, { reset })
  const servers: LoopbackServer[] = []
  const close = async () => {
    await Promise.all(servers.map((server) => server.close()))
    database.close()
  }
  const open = async (port = 0) => {
    const server = await listen(port)
    servers.push(server)
    return server
  }
  try {
    if (reset) await dropTables(database)
    return { ...(await serveBetterAuth(options, database, open)), close }
  } catch (error) {
    await close()
    throw error
  }
}
