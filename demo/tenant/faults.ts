import { setTimeout } from 'node:timers/promises'
import type { Context, Middleware } from 'koa'
import { answerAt } from './link-request'

/** What goes wrong with a request: it stands between the tenant's endpoint (`next`) and the network. */
export type Fault = Middleware

export interface FaultOptions {
  /** how many requests it hits; all of them by default */
  times?: number
}

/** What can go wrong in the field. Those named "before" and the refusals keep the request from taking effect. */
export const faults = {
  delay:
    (ms: number): Fault =>
    async (_ctx, next) => {
      await setTimeout(ms)
      await next()
    },
  dropBefore: drop,
  dropAfter: after(drop),
  hangBefore: hang,
  hangAfter: after(hang),
  unauthorized: refuse(401, 'invalid_token'),
  forbidden: refuse(403, 'access_denied'),
  stepUp: refuse(403, 'insufficient_user_authentication'),
  notFound: refuse(404, 'not_found'),
  tooManyRequests: (seconds: number) => refuse(429, 'too_many_requests', { 'Retry-After': String(seconds) }),
  serverError: refuse(500, 'server_error'),
  /** takes effect, and answers with JSON that ends too soon */
  malformed: after((ctx) => {
    ctx.status = 200
    ctx.type = 'json'
    ctx.body = '{"user_id":'
  }),
  /** takes effect, and a page may not read the answer */
  withoutCors: after((ctx) => ctx.remove('Access-Control-Allow-Origin')),
  /** for `/authorize`: goes back to the redirect URI with this error */
  returns:
    (error: string): Fault =>
    (ctx) => {
      const { redirect_uri: redirectUri = '', response_type: responseType, state } = parametersOf(ctx)
      ctx.redirect(answerAt({ redirectUri, responseType, state }, { error }))
    },
}

/** Lets requests fail as a test wants it; the first fault that was set for a request is the one that hits it. */
export function faultLayer() {
  const active = new Set<{ method: string; path: string; fault: Fault; left: number }>()

  const middleware: Middleware = (ctx, next) => {
    const entry = [...active].find(({ method, path }) => method === ctx.method && path === ctx.path)
    if (!entry) return next()
    entry.left -= 1
    if (entry.left === 0) active.delete(entry)
    return entry.fault(ctx, next)
  }

  const fault = (method: string, path: string, fault: Fault, { times = Infinity }: FaultOptions = {}) => {
    const entry = { method, path, fault, left: times }
    active.add(entry)
    return () => {
      active.delete(entry)
    }
  }

  return { fault, middleware }
}

/** Ends the connection without an answer. */
function drop(ctx: Context) {
  ctx.respond = false
  ctx.req.socket.destroy()
}

/** Keeps the connection and never answers. */
function hang(ctx: Context) {
  ctx.respond = false
}

function after(then: (ctx: Context) => void): Fault {
  return async (ctx, next) => {
    await next()
    then(ctx)
  }
}

function refuse(status: number, error: string, headers: Record<string, string> = {}): Fault {
  return (ctx) => {
    ctx.status = status
    ctx.set(headers)
    ctx.body = { error }
  }
}

function parametersOf(ctx: Context): Partial<Record<string, string>> {
  return Object.fromEntries(
    ctx.method === 'POST' ? new URLSearchParams(ctx.request.rawBody) : ctx.URL.searchParams,
  )
}
