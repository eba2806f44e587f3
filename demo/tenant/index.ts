/**
 * The local tenant: a development server for the demo page and the end-to-end tests to sign in to. It links and
 * unlinks by the classic endpoints and by the Management API, and has what a sign-in needs. It binds to loopback
 * only, its accounts are made up and it knows no secret worth having: never put it on a network.
 */
import { openDatabase } from './database'
import { type LoopbackServer, listen } from './servers'
import { serveTenant, type Tenant, type TenantOptions } from './tenant'

export type { TenantUser } from './demo-backend'
export { type Fault, faults } from './faults'
export type { RecordedRequest } from './observe'
export type { Tenant, TenantOptions } from './tenant'

export async function startTenant(options: TenantOptions): Promise<Tenant> {
  const database = await openDatabase(options.database ?? ':memory:', { reset: options.reset ?? false })
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
    return { ...(await serveTenant(options, database, open)), close }
  } catch (error) {
    await close()
    throw error
  }
}
