import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

export interface ReceivedRequest {
  method: string | undefined
  /** Path and query from the request line. */
  path: string | undefined
  headers: IncomingHttpHeaders
  body: string
}

export interface Reply {
  status?: number
  headers?: Record<string, string>
  /** Text is sent as is, everything else as JSON. */
  body?: unknown
}

export interface TestServer {
  origin: string
  /** The received requests, the oldest first. */
  requests: ReceivedRequest[]
  close(): Promise<void>
}

/** Serves the replies one by one, on its own port until the end of the test. */
export async function serve(
  ...replies: (Reply | ((response: ServerResponse) => void))[]
): Promise<TestServer> {
  const requests: ReceivedRequest[] = []
  const server = createServer(async (request, response) => {
    const { method, url: path, headers } = request
    requests.push({ method, path, headers, body: await text(request) })
    const reply = replies.shift() ?? { status: 500, body: 'There was one request too many.' }
    if (typeof reply === 'function') return reply(response)
    response.writeHead(reply.status ?? 200, reply.headers)
    response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The test server has no port.')
  const close = async () => {
    if (!server.listening) return
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  }
  onTestFinished(close)
  return { origin: `http://127.0.0.1:${address.port}`, requests, close }
}
