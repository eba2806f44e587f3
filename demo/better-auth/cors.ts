import cors from '@koa/cors'
import type { Middleware } from 'koa'
import { isAuthPath } from './auth-endpoints'

/** Allows scripts of the app to call Better Auth with the session cookie. All other paths are for navigation only. */
export function crossOrigin(origins: readonly string[]): Middleware {
  const allow = cors({
    origin: (ctx) => ctx.get('Origin'),
    allowMethods: 'GET,POST',
    exposeHeaders: ['Retry-After', 'X-Retry-After'],
    credentials: true,
  })
  return (ctx, next) =>
    isAuthPath(ctx.path) && origins.includes(ctx.get('Origin')) ? allow(ctx, next) : next()
}
