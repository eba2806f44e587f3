import { fromNodeHeaders } from 'better-auth/node'
import type { Context, Middleware } from 'koa'
import { type Auth, basePath } from './auth'

export const isAuthPath = (path: string) => path.startsWith(`${basePath}/`)

/**
 * The endpoints of Better Auth. The response is written to the context and not sent directly, so that the middleware
 * before it can record it, delay it and make it fail.
 */
export function authEndpoints(auth: Auth, origin: string): Middleware {
  return async (ctx, next) => {
    if (!isAuthPath(ctx.path)) return next()
    await sendResponse(ctx, await auth.handler(requestFrom(ctx, origin)))
  }
}

function requestFrom({ method, url, headers, request }: Context, origin: string): Request {
  return new Request(new URL(url, origin), {
    method,
    headers: fromNodeHeaders(headers),
    body: ['GET', 'HEAD'].includes(method) ? null : (request.rawBody ?? null),
  })
}

async function sendResponse(ctx: Context, response: Response): Promise<void> {
  ctx.status = response.status
  for (const [name, value] of response.headers) if (name !== 'set-cookie') ctx.set(name, value)
  passCookies(ctx, response.headers)
  ctx.body = await response.text()
}

export function passCookies(ctx: Context, headers: Headers): void {
  ctx.append('Set-Cookie', headers.getSetCookie())
}
