/**
 * The local tenant: a development server for the demo page and the end-to-end tests to sign in to. It links and
 * unlinks by the classic endpoints and by the Management API, and has what a sign-in needs. It binds to loopback
 * only, its accounts are made up and it knows no secret worth having: never put it on a network.
 */
import { startServers } from './start-servers'
import { serveTenant, type Tenant, type TenantOptions } from './tenant'

export type { TenantUser } from './demo-backend'
export { type Fault, faults } from './faults'
export type { RecordedRequest } from './observe'
export type { Tenant, TenantOptions } from './tenant'

export const startTenant = (options: TenantOptions): Promise<Tenant> =>
  startServers(options, (database, open) => serveTenant(options, database, open))
