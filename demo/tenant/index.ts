/**
 * The local tenant: a development server for the demo page and the end-to-end tests to sign in to. It speaks
 * the classic link and unlink endpoints, and what a sign-in needs. It binds to loopback only, its accounts are
 * made up and it knows no secret worth having: never put it on a network.
 */
import { openDatabase } from './database'
import type { RecordedRequest } from './observe'
import { type LoopbackServer, listen } from './servers'
import { serveTenant } from './tenant'

export type { RecordedRequest }

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
