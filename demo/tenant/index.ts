/**
 * The local tenant: a development server that the profile page and the end-to-end tests sign in to. It links and
 * unlinks with the classic API and with the Management API. It binds to loopback only, and all its accounts and
 * secrets are made up. Never make it reachable from a network.
 */
import { startServers } from './start-servers'
import { serveTenant, type Tenant, type TenantOptions } from './tenant'

export type { TenantUser } from './demo-backend'
export { type Fault, faults } from './faults'
export type { RecordedRequest } from './observe'
export type { Tenant, TenantOptions } from './tenant'

export const startTenant = (options: TenantOptions): Promise<Tenant> =>
  startServers(options, (database, open) => serveTenant(options, database, open))
