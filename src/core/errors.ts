/**
 * What went wrong, as a closed set that a page can put into words.
 *
 * - `configuration`: the kit was set up wrongly; the message says what, why and how to mend it
 * - `missing_token`: `getAccessToken` gave no token, so nobody is signed in
 * - `offline`: the browser has no network
 * - `network`: no answer came (DNS, CORS, connection lost); for a write it may have happened all the same
 * - `timeout`: no answer came in time; for a write it may have happened all the same
 * - `unauthorized`: the server refused the token (401), a fresh one included
 * - `forbidden`: the server knows the person and says no (403)
 * - `step_up_required`: the server wants the person to sign in again first (403)
 * - `step_up_failed`: the person was asked to sign in again, and that did not work
 * - `identity_required`: the account is built on this identity, or it is the only way to sign in
 * - `not_found`: the identity is not (or no longer) linked (404)
 * - `conflict`: the server's state stands against it (409)
 * - `rate_limited`: too many requests (429); see `retryAfter`
 * - `rejected`: any other refusal (4xx)
 * - `server_error`: the server failed (5xx)
 * - `invalid_response`: the answer is not what the contract promises
 * - `outcome_unknown`: the answer to a write was lost, and the list could not be asked what has happened
 * - `storage_unavailable`: the browser forbids `sessionStorage`, which a link needs
 * - `unsafe_id`: the identity's id is a number that JavaScript could not hold exactly, so it is never sent
 */
export type AccountLinkingErrorCode =
  | 'configuration'
  | 'missing_token'
  | 'offline'
  | 'network'
  | 'timeout'
  | 'unauthorized'
  | 'forbidden'
  | 'step_up_required'
  | 'step_up_failed'
  | 'identity_required'
  | 'not_found'
  | 'conflict'
  | 'rate_limited'
  | 'rejected'
  | 'server_error'
  | 'invalid_response'
  | 'outcome_unknown'
  | 'storage_unavailable'
  | 'unsafe_id'

export interface AccountLinkingErrorDetails {
  /** HTTP status, where an answer came. */
  status?: number | undefined
  /** Seconds to wait before trying again, where the server said so. */
  retryAfter?: number | undefined
  /** The server's own error code, as sent (`unlink_not_allowed`, `access_denied` …). */
  serverCode?: string | undefined
  /** The server's own words: plain text, at most 200 characters, secrets taken out. Not translated. */
  description?: string | undefined
}

/**
 * The one error that every client, hook and component of the kit throws or hands out.
 *
 * It never carries a token, a code or a state, and has no `cause` for that reason: what a server or an SDK
 * throws may quote the request it failed on.
 */
export class AccountLinkingError extends Error {
  override readonly name = 'AccountLinkingError'
  /** When it happened, in milliseconds since the epoch. */
  readonly occurredAt = Date.now()
  readonly status: number | undefined
  readonly retryAfter: number | undefined
  readonly serverCode: string | undefined
  readonly description: string | undefined

  constructor(
    readonly code: AccountLinkingErrorCode,
    message: string,
    details: AccountLinkingErrorDetails = {},
  ) {
    super(message)
    this.status = details.status
    this.retryAfter = details.retryAfter
    this.serverCode = details.serverCode
    this.description = details.description
  }
}

/** A wrong set-up, told in three parts: what is wrong, why it matters, how to mend it. */
export function configurationError(what: string, why: string, mend: string): AccountLinkingError {
  return new AccountLinkingError('configuration', `${what} ${why} ${mend}`)
}

/** The kind of a foreign failure: all that is told of it, because its message may quote a token. */
export function kindOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}

/** Server prose made fit to carry: text, without the given secrets, at most 200 characters. */
export function safeText(text: unknown, secrets: readonly string[] = []): string | undefined {
  if (typeof text !== 'string' || text.trim() === '') return undefined
  // The longest first: one that begins with another would leave its end behind.
  const forms = secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .sort((one, other) => other.length - one.length)
  const clean = forms.reduce((rest, form) => rest.replaceAll(form, '…'), text)
  return clean.trim().slice(0, 200)
}
