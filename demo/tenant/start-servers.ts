import { type Database, openDatabase } from './database'
import { type LoopbackServer, listen } from './servers'

interface Storage {
  /** `':memory:'` (the default) or the path of an SQLite file */
  database?: string
  /** delete all data and seed again before starting */
  reset?: boolean
}

/** Opens the database and as many servers as are asked for; `close` ends them all, as does a failure to serve. */
export async function startServers<Served extends object>(
  { database: location = ':memory:', reset = false }: Storage,
  serve: (database: Database, open: (port?: number) => Promise<LoopbackServer>) => Promise<Served>,
): Promise<Served & { close(): Promise<void> }> {
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
    return { ...(await serve(database, open)), close }
  } catch (error) {
    await close()
    throw error
  }
}
