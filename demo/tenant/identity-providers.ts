import type { Provider } from 'oidc-provider'
import type { Connection } from './connections'
import type { Database } from './database'
import type { Upstream } from './provider-logins'
import { createIdentityProvider, type IdentityProviderOptions } from './providers'
import type { LoopbackServer } from './servers'

export interface IdentityProvidersOptions {
  connections: readonly Connection[]
  database: Database
  open: (port: number | undefined) => Promise<LoopbackServer>
  /** By connection. A connection that is not listed gets any free port. */
  ports: Readonly<Record<string, number>> | undefined
  clientFor: (connection: Connection) => IdentityProviderOptions['client']
  /** The origins, other than the providers, where the redirects after a sign-in at a provider may end. */
  formTargets: readonly string[]
}

/** A running provider, and what its client needs to know about it. */
export interface RunningProvider extends Upstream {
  provider: Provider
}

/** Starts the providers of these connections, each on a separate origin. */
export async function serveIdentityProviders(options: IdentityProvidersOptions): Promise<RunningProvider[]> {
  const { connections, database, open, ports, clientFor } = options
  const opened = await Promise.all(
    connections.map(async (connection) => ({ connection, server: await open(ports?.[connection.name]) })),
  )
  const formTargets = [...options.formTargets, ...opened.map(({ server }) => server.origin)]

  return Promise.all(
    opened.map(async ({ connection, server }) => {
      const client = clientFor(connection)
      const { origin } = server
      const provider = await createIdentityProvider({ connection, origin, database, client, formTargets })
      server.serve(provider)
      return { connection, issuer: origin, clientId: client.id, clientSecret: client.secret, provider }
    }),
  )
}
