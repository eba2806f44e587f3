import { createServer, type RequestListener } from 'node:http'

/** A server on loopback, on its own port. A request is identified by `METHOD /path`. */
export interface LoopbackServer {
  readonly origin: string
  /** How many requests have arrived so far. */
  countRequests(): number
  /** From now on, responds to each of these requests with 503. */
  fail(request: string): void
  /** Executes the next request whose name starts with this, and closes the connection without a response. */
  loseAnswer(request: string): void
  /** Responds to the next request whose name starts with this with success but does nothing. */
  ignore(request: string): void
  close(): Promise<void>
}

/** Serves on loopback. The origin is known only then, so the listener is created with it. */
export async function listen(makeListener: (origin: string) => RequestListener): Promise<LoopbackServer> {
  const failing = new Set<string>()
  const lost = new Set<string>()
  const ignored = new Set<string>()
  let count = 0
  const take = (entries: Set<string>, name: string) => {
    const found = [...entries].find((entry) => name.startsWith(entry))
    return found !== undefined && entries.delete(found)
  }
  const server = createServer((request, response) => {
    count += 1
    const name = `${request.method} ${request.url?.split('?')[0]}`
    if (failing.has(name)) response.writeHead(503).end()
    else if (take(ignored, name)) response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    else {
      if (take(lost, name)) response.end = () => response.destroy()
      listener(request, response)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  const origin = `http://127.0.0.1:${address.port}`
  const listener = makeListener(origin)
  return {
    origin,
    countRequests: () => count,
    fail: (request) => void failing.add(request),
    loseAnswer: (request) => void lost.add(request),
    ignore: (request) => void ignored.add(request),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
