/**
 * What went wrong, as a fixed set of codes for which a page can have messages.
 *
 * - `configuration`: the kit is set up incorrectly; the message says what, why, and how to fix it
 * - `missing_token`: `getAccessToken` returned no token, so no user is signed in
 * - `offline`: the browser has no network
 * - `network`: there was no response (DNS, CORS, lost connection); a write may still have succeeded
 * - `timeout`: there was no response in time; a write may still have succeeded
 * - `unauthorized`: the server refused the token or session (401), even with a fresh token
 * - `forbidden`: the user is not allowed to do this (403)
 * - `step_up_required`: the server requires the user to sign in again first (403)
 * - `step_up_failed`: the user was asked to sign in again, and that failed
 * - `wrong_user`: the response is about a user other than the client's
 * - `identity_required`: the identity is the primary or the only sign-in method
 * - `not_found`: the identity is not (or no longer) linked (404)
 * - `conflict`: the request conflicts with the server's state (409)
 * - `rate_limited`: too many requests (429); see `retryAfter`
 * - `rejected`: the server refused for any other reason (4xx)
 * - `cancelled`: the user canceled the link at the provider
 * - `denied`: the user is not allowed to link this account
 * - `already_linked`: the account belongs to another user
 * - `expired`: the link took too long
 * - `server_error`: the server failed (5xx)
 * - `invalid_response`: the response does not have the expected format
 * - `outcome_unknown`: neither the response nor the list shows whether a write succeeded
 * - `storage_unavailable`: the browser blocks `sessionStorage`, which a link needs
 * - `unsafe_id`: the identity's id is a number that JavaScript cannot represent exactly, so it is never sent
 */
export type AccountLinkingErrorCode = SetupCode | AnswerCode | RefusalCode | UserCode | LinkCode

type SetupCode = 'configuration' | 'missing_token' | 'storage_unavailable' | 'unsafe_id'
type AnswerCode = 'offline' | 'network' | 'timeout' | 'server_error' | 'invalid_response' | 'outcome_unknown'
type RefusalCode = 'unauthorized' | 'forbidden' | 'not_found' | 'conflict' | 'rate_limited' | 'rejected'
type UserCode = 'step_up_required' | 'step_up_failed' | 'wrong_user' | 'identity_required'
type LinkCode = 'cancelled' | 'denied' | 'already_linked' | 'expired'

export interface AccountLinkingErrorDetails {
  /** HTTP status of the response, if there was one. */
  status?: number | undefined
  /** Seconds to wait before trying again, if the server said so; an hour at most. */
  retryAfter?: number | undefined
  /** The server's own error code, as sent (`unlink_not_allowed`, `access_denied` …). */
  serverCode?: string | undefined
  /** The server's error message: plain text, at most 200 characters, without secrets. Not translated. */
  description?: string | undefined
  /** Nothing was sent, so nothing has changed. Default false. */
  unsent?: boolean | undefined
}

/** Limits how long a server can block the page, whether on purpose or by mistake. */
const MAX_WAIT_SECONDS = 3_600

/**
 * The error that every client, hook and component of the kit throws or returns.
 *
 * It never contains a token, a code or a state. That is why it has no `cause`: an error from a server or an SDK might
 * quote the request.
 */
export class AccountLinkingError extends Error {
  override readonly name = 'AccountLinkingError'
  /** When it happened, in milliseconds since the epoch. */
  readonly occurredAt = Date.now()
  declare readonly status: number | undefined
  declare readonly retryAfter: number | undefined
  declare readonly serverCode: string | undefined
  declare readonly description: string | undefined
  declare readonly unsent: boolean

  constructor(
    readonly code: AccountLinkingErrorCode,
    message: string,
    { status, retryAfter, serverCode, description, unsent = false }: AccountLinkingErrorDetails = {},
  ) {
    super(message)
    const seconds = retryAfter && Math.min(retryAfter, MAX_WAIT_SECONDS)
    Object.assign(this, { status, retryAfter: seconds, serverCode, description, unsent })
    // Includes the message in JSON.
    Object.defineProperty(this, 'message', { enumerable: true })
  }
}

/** A setup error in three parts: the problem, why it matters, and how to fix it. */
export function configurationError(problem: string, reason: string, fix: string): AccountLinkingError {
  return new AccountLinkingError('configuration', `${problem} ${reason} ${fix}`, { unsent: true })
}

export function invalidListError(problem: string): AccountLinkingError {
  return new AccountLinkingError('invalid_response', `The list of identities cannot be read. ${problem}`)
}

const AMBIGUOUS: readonly AccountLinkingErrorCode[] = ['network', 'offline', 'timeout', 'server_error']

/** Whether a write may have succeeded despite the error, so that only the list can tell. */
export function isAmbiguous({ code, unsent }: AccountLinkingError): boolean {
  return AMBIGUOUS.includes(code) && !unsent
}

/** The name of an error that is not the kit's. Only the name is reported, because the message may quote a token. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}

/** Returns the kit's own errors as they are, and wraps any other error of a client's `operation`. */
export function asLinkingError(error: unknown, operation: string): AccountLinkingError {
  if (error instanceof AccountLinkingError) return error
  return new AccountLinkingError('invalid_response', `${operation} failed with ${errorName(error)}.`)
}

/** Long runs of letters and digits, such as tokens and codes. The tokens that the page has sent are not known here. */
const TOKEN_LIKE = /(?=[\w.~+/=-]*\d)[\w.~+/=-]{20,}/g

/** Characters that reorder the text around them or are invisible, except joiners, which scripts and emoji need. */
export const INVISIBLE = /[\p{Bidi_Control}\u200b\ufeff]/gu

/** Makes a server's message safe to keep: plain text without secrets and token-like words, at most 200 characters. */
export function safeText(text: unknown, secrets: readonly string[] = []): string | undefined {
  if (typeof text !== 'string') return undefined
  // Longest first: otherwise, if one secret is the start of another, the rest of the longer one would remain.
  const forms = secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .sort((one, other) => other.length - one.length)
  const clean = forms.reduce((rest, form) => rest.replaceAll(form, '…'), text.replace(INVISIBLE, ''))
  return clean.replace(TOKEN_LIKE, '…').trim().slice(0, 200) || undefined
}
