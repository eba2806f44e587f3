import cors from '@koa/cors'
import type { Middleware } from 'koa'

/** The paths that scripts may call. All other paths are for navigation only. */
const callable = /^\/(oauth\/token|userinfo|login\/unlink|unlink|api\/v2\/.+|\.well-known\/.+)$/

const corsHeaders = /^access-control-/

/** Allows these origins to call the tenant from a script, without credentials. */
export function crossOrigin(origins: readonly string[]): Middleware {
  const allow = (allowMethods: string) =>
    cors({
      origin: (ctx) => ctx.get('Origin'),
      allowMethods,
      exposeHeaders: ['WWW-Authenticate', 'Retry-After', 'X-RateLimit-Reset'],
    })
  const management = allow('GET,POST,DELETE')
  const authentication = allow('GET,POST')

  return async (ctx, next) => {
    if (callable.test(ctx.path) && origins.includes(ctx.get('Origin'))) {
      const api = ctx.path.startsWith('/api/v2/') ? management : authentication
      return api(ctx, next)
    }
    await next()
    // oidc-provider allows every origin for discovery, keys and preflights.
    for (const name of Object.keys(ctx.response.headers)) if (corsHeaders.test(name)) ctx.remove(name)
  }
}
