import { randomBytes } from 'node:crypto'
import type { Context } from 'koa'

const cookie = 'tenant_browser'

/** Identifies the browser by a cookie, so that no other browser can finish what this one started. */
export function browserOf(ctx: Context): string {
  const known = ctx.cookies.get(cookie, { signed: false })
  if (known) return known
  const browser = randomBytes(32).toString('base64url')
  ctx.cookies.set(cookie, browser, { httpOnly: true, sameSite: 'lax', signed: false })
  return browser
}
