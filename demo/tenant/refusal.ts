import type { Context } from 'koa'

/** Why a request is refused. Each API puts it into its own error format. */
export interface Refusal {
  statusCode: number
  /** Omitted if it is not known what the real API sends. */
  code?: string
  message: string
  /** The maximum age of a sign-in, in seconds. */
  maxAge?: number
}

/** Sets the challenge header of RFC 6750. For a sign-in that is too old, it has the `max_age` of RFC 9470. */
export function challenge(ctx: Context, { statusCode, code, maxAge }: Refusal): void {
  if (statusCode !== 401 && code !== 'insufficient_scope') return
  ctx.set('WWW-Authenticate', `Bearer error="${code}"${maxAge === undefined ? '' : `, max_age="${maxAge}"`}`)
}
