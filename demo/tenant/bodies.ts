import { bodyParser } from '@koa/bodyparser'
import type { Context, Middleware } from 'koa'

/** oidc-provider reads the bodies of its own endpoints itself. */
const readByLibrary = /^\/(oauth\/token|userinfo|v2\/logout)(\/|$)/

const parse = bodyParser({
  enableTypes: ['json', 'form'],
  // What cannot be parsed is no body; the endpoints say what they miss.
  onError: () => {},
})

export const bodies: Middleware = (ctx, next) => (readByLibrary.test(ctx.path) ? next() : parse(ctx, next))

/** A text field of a parsed body; empty if it is missing or is something else. */
export function textField({ request }: Context, name: string): string {
  const body: unknown = request.body
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
  return typeof value === 'string' ? value : ''
}
