import cors from '@koa/cors'
import type { Middleware } from 'koa'
import { isAuthPath } from './auth-endpoints'

/** Lets the app's pages call Better Auth's endpoints with the session cookie; everything else is for navigation only. */
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
