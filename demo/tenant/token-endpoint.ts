import { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Context, Middleware } from 'koa'

const FORM = 'application/x-www-form-urlencoded'

/**
 * Makes `/oauth/token` behave as at Auth0 where the library differs. A JSON body is accepted as well as a form. An
 * invalid refresh token is refused with 403 and the message that the vendor's SDK looks for.
 */
export const tokenEndpoint: Middleware = async (ctx, next) => {
  if (ctx.method !== 'POST' || ctx.path !== '/oauth/token') return next()
  if (ctx.is('json')) replaceBody(ctx, formOf(await text(ctx.req)))
  await next()
  if (ctx.oidc?.params?.grant_type === 'refresh_token' && errorOf(ctx.body) === 'invalid_grant') {
    ctx.status = 403
    ctx.body = { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' }
  }
}

const errorOf = (body: unknown): unknown =>
  typeof body === 'object' && body !== null ? Reflect.get(body, 'error') : undefined

/** Converts the text fields of a JSON object to a form. Anything else becomes an empty form, which is then refused. */
function formOf(json: string): string {
  let body: unknown
  try {
    body = JSON.parse(json)
  } catch {
    return ''
  }
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : []
  return new URLSearchParams(
    fields.filter((field): field is [string, string] => typeof field[1] === 'string'),
  ).toString()
}

/** Replaces the request by one with this body, because a body can be read only once. */
function replaceBody(ctx: Context, body: string): void {
  const { method, url, headers, socket } = ctx.req
  // A request that is not complete counts as aborted, and Node then closes the connection.
  const request = Object.assign(new IncomingMessage(socket), { method, url, complete: true })
  request.headers = { ...headers, 'content-type': FORM, 'content-length': String(Buffer.byteLength(body)) }
  request.push(body)
  request.push(null)
  ctx.req = request
  ctx.request.req = request
  ctx.response.req = request
}
