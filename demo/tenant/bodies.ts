import { bodyParser } from '@koa/bodyparser'
import type { Context, Middleware } from 'koa'

/** The endpoints whose bodies oidc-provider reads itself. */
const readByLibrary = /^\/(oauth\/token|userinfo|v2\/logout)(\/|$)/

const parse = bodyParser({
  enableTypes: ['json', 'form'],
  // A body that cannot be parsed counts as no body. Each endpoint then reports the fields that are missing.
  onError: () => {},
})

export const bodies: Middleware = (ctx, next) => (readByLibrary.test(ctx.path) ? next() : parse(ctx, next))

/** A text field of a parsed body. It is empty if the field is missing or is not a string. */
export function textField({ request }: Context, name: string): string {
  const body: unknown = request.body
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
  return typeof value === 'string' ? value : ''
}
