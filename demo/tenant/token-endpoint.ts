import { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Context, Middleware } from 'koa'

const FORM = 'application/x-www-form-urlencoded'

/**
 * `/oauth/token` as Auth0 has it, where the library differs: a JSON body is accepted beside a form, and a refresh token
 * that is not valid is refused with 403 and with the words that the vendor's SDK looks for.
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

/** The text fields of a JSON object as a form. A body that cannot be read is an empty form, which is then refused. */
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

/** Puts a request with another body in the place of one that has been read, because a body can be read once. */
function replaceBody(ctx: Context, body: string): void {
  const { method, url, headers, socket } = ctx.req
  // Not complete, it would count as broken off, and end the connection.
  const request = Object.assign(new IncomingMessage(socket), { method, url, complete: true })
  request.headers = { ...headers, 'content-type': FORM, 'content-length': String(Buffer.byteLength(body)) }
  request.push(body)
  request.push(null)
  ctx.req = request
  ctx.request.req = request
  ctx.response.req = request
}
