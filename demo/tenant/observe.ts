import type { IncomingHttpHeaders } from 'node:http'
import type { Middleware } from 'koa'

export interface RecordedRequest {
  readonly method: string
  readonly path: string
  readonly query: Record<string, string>
  readonly headers: IncomingHttpHeaders
  /** The parsed body. It is undefined until it has been read. */
  readonly body: unknown
}

/** How many requests are kept: enough for any test, but limited because a demo can run for days. */
const remembered = 1000

/** Records all requests, and delays responses for as long as a test needs. */
export function observe() {
  const requests: RecordedRequest[] = []
  const held = new Set<{ method: string; path: string; released: Promise<void> }>()

  const middleware: Middleware = async (ctx, next) => {
    const { method, path } = ctx
    requests.push({
      method,
      path,
      query: Object.fromEntries(ctx.URL.searchParams),
      headers: { ...ctx.headers },
      get body(): unknown {
        return ctx.request.body ?? ctx.oidc?.body
      },
    })
    if (requests.length > remembered) requests.shift()
    await next()
    const holds = [...held].filter((hold) => hold.method === method && hold.path === path)
    await Promise.all(holds.map(({ released }) => released))
  }

  const hold = (method: string, path: string) => {
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    const entry = { method, path, released }
    held.add(entry)
    return () => {
      held.delete(entry)
      release()
    }
  }

  return { requests, hold, middleware }
}
