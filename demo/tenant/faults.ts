import { setTimeout } from 'node:timers/promises'
import type { Context, Middleware } from 'koa'
import { responseUrl } from './link-request'

/** Makes a request fail. `next` is the endpoint of the tenant. */
export type Fault = Middleware

export interface FaultOptions {
  /** How many requests are affected. Default: all. */
  times?: number
}

/** Failures that happen in production. With a refusal or a "before", the request has no effect. */
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
  /** Executes the request, and responds with truncated JSON. */
  malformed: after((ctx) => {
    ctx.status = 200
    ctx.type = 'json'
    ctx.body = '{"user_id":'
  }),
  /** Executes the request, and does not allow the page to read the response. */
  withoutCors: after((ctx) => ctx.remove('Access-Control-Allow-Origin')),
  /** For `/authorize`: redirects to the redirect URI with this error. */
  returns:
    (error: string): Fault =>
    (ctx) => {
      const { redirect_uri: redirectUri = '', response_type: responseType, state } = parametersOf(ctx)
      ctx.redirect(responseUrl({ redirectUri, responseType, state }, { error }))
    },
}

/** Makes requests fail in the way that a test needs. If a request has several faults, the oldest applies. */
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

/** Closes the connection without a response. */
function drop(ctx: Context) {
  ctx.respond = false
  ctx.req.socket.destroy()
}

/** Keeps the connection open and never responds. */
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
