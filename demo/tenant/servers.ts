import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type Koa from 'koa'

/** A server that has its port before it has anything to say, for issuers must know their address. */
export interface LoopbackServer {
  readonly origin: string
  serve(app: Koa): void
  close(): Promise<void>
}

export async function listen(port: number): Promise<LoopbackServer> {
  const server = createServer()
  // A browser repeats a request by itself, a POST too, when a connection that it has used before is lost. With one
  // request to a connection, whatever comes in was sent by the page.
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

/** At once: keep-alive connections and answers that are still held back are dropped. */
function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    server.closeAllConnections()
  })
}
