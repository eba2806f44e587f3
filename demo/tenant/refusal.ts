import type { Context } from 'koa'

/** Why a request is not granted. Each API puts it into an error body of its own. */
export interface Refusal {
  statusCode: number
  /** Left out where it is not known what the real API sends. */
  code?: string
  message: string
  /** in seconds: how recent a sign-in would have to be */
  maxAge?: number
}

/** Says in the header what the token lacks, as RFC 6750 and, for a sign-in that is too old, RFC 9470 have it. */
export function challenge(ctx: Context, { statusCode, code, maxAge }: Refusal): void {
  if (statusCode !== 401 && code !== 'insufficient_scope') return
  ctx.set('WWW-Authenticate', `Bearer error="${code}"${maxAge === undefined ? '' : `, max_age="${maxAge}"`}`)
}
