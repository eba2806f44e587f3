import { createServer, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { onTestFinished, vi } from 'vitest'
import type { ReceivedRequest, Reply } from '../core/server'

/** A response, or a function that returns one. A function that returns none handles the response itself, or lets it hang. */
export type Route =
  | Reply
  | ((request: ReceivedRequest, response: ServerResponse) => Reply | undefined | Promise<Reply | undefined>)

export type Routes = Record<string, Route>

export interface RoutedServer {
  origin: string
  /** Each request as `METHOD /path`, without its query; the oldest first. */
  asked: string[]
  requests: ReceivedRequest[]
}

/** Never responds. */
export const hang = () => undefined

/** Never responds, and makes sent requests time out as soon as one arrives, so that tests don't wait. */
export function hangPastTimeout(): Route {
  const sent: AbortController[] = []
  const spy = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
    const controller = new AbortController()
    sent.push(controller)
    return controller.signal
  })
  onTestFinished(() => spy.mockRestore())
  return () => {
    for (const request of sent) request.abort(new DOMException('Time is up.', 'TimeoutError'))
    return undefined
  }
}

/** Closes the connection without a response. */
export const drop = (_request: ReceivedRequest, response: ServerResponse) => {
  response.destroy()
  return undefined
}

/** Closes the connection in the middle of a response. */
export const breakOff = (_request: ReceivedRequest, response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
  response.write('{"access_', () => response.destroy())
  return undefined
}

/** Responds by method and path (`GET /userinfo`), on its own port until the end of the test. */
export async function serveRoutes(routes: Routes): Promise<RoutedServer> {
  const asked: string[] = []
  const requests: ReceivedRequest[] = []
  const server = createServer(async (incoming, response) => {
    const { method, url: path = '', headers } = incoming
    const request = { method, path, headers, body: await text(incoming) }
    const name = `${method} ${path.split('?')[0]}`
    asked.push(name)
    requests.push(request)
    const route = routes[name] ?? { status: 404 }
    const reply = typeof route === 'function' ? await route(request, response) : route
    if (!reply) return
    response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers })
    response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The test server has no port.')
  onTestFinished(async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  })
  return { origin: `http://127.0.0.1:${address.port}`, asked, requests }
}
