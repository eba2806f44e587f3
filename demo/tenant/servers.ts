import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type Koa from 'koa'

/** A server that listens before its app exists, because an issuer has to know its URL. */
export interface LoopbackServer {
  readonly origin: string
  serve(app: Koa): void
  close(): Promise<void>
}

export async function listen(port: number): Promise<LoopbackServer> {
  const server = createServer()
  // If a reused connection is lost, the browser itself repeats the request, even a POST. With one request per connection,
  // every request comes from the page.
  server.maxRequestsPerSocket = 1
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve: (app) => server.on('request', app.callback()),
    close: () => close(server),
  }
}

/** Closes the server immediately, with all open connections. */
function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    server.closeAllConnections()
  })
}
