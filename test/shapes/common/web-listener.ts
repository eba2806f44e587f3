import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** Serves a handler of the web's `Request` and `Response` with Node's HTTP server. */
export function webListener(
  origin: string,
  handle: (request: Request) => Response | Promise<Response>,
): RequestListener {
  return (incoming, outgoing) => {
    toRequest(incoming, origin)
      .then(handle)
      .catch(() => new Response(null, { status: 500 }))
      .then((response) => reply(outgoing, response))
  }
}

async function toRequest(incoming: IncomingMessage, origin: string): Promise<Request> {
  const { method = 'GET', url = '/' } = incoming
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value))
  const hasBody = method !== 'GET' && method !== 'DELETE'
  return new Request(origin + url, {
    method,
    headers,
    ...(hasBody && { body: new Uint8Array(await buffer(incoming)) }),
  })
}

async function reply(outgoing: ServerResponse, response: Response): Promise<void> {
  for (const [name, value] of response.headers) if (name !== 'set-cookie') outgoing.setHeader(name, value)
  outgoing.setHeader('set-cookie', response.headers.getSetCookie())
  outgoing.writeHead(response.status).end(await response.text())
}
