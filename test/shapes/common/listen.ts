import { createServer, type RequestListener } from 'node:http'

/** A server on loopback, on a port of its own. */
export interface LoopbackServer {
  readonly origin: string
  /** From now on answers 503 to each `METHOD /path`. */
  fail(request: string): void
  close(): Promise<void>
}

/** Serves on loopback. Its origin is known only then, so the listener is made with it. */
export async function listen(makeListener: (origin: string) => RequestListener): Promise<LoopbackServer> {
  const failing = new Set<string>()
  const server = createServer((request, response) => {
    if (failing.has(`${request.method} ${request.url?.split('?')[0]}`)) response.writeHead(503).end()
    else listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  const origin = `http://127.0.0.1:${address.port}`
  const listener = makeListener(origin)
  return {
    origin,
    fail: (request) => void failing.add(request),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
