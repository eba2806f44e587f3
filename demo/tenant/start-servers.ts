import { type Database, openDatabase } from './database'
import { type LoopbackServer, listen } from './servers'

interface Storage {
  /** The path of an SQLite file, or `':memory:'`, which is the default. */
  database?: string
  /** Delete all data before the start and add the initial data again. */
  reset?: boolean
}

/** Opens the database, and a server for each call of `open`. `close`, or an error in `serve`, closes all of them. */
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
