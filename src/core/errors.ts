/**
 * What went wrong, as a closed set that a page can put into words.
 *
 * - `configuration`: the kit is set up incorrectly; the message says what, why, and how to fix it
 * - `missing_token`: `getAccessToken` gave no token, so no user is signed in
 * - `offline`: the browser has no network
 * - `network`: no answer came (DNS, CORS, lost connection); a write may still have happened
 * - `timeout`: no answer came in time; a write may still have happened
 * - `unauthorized`: the server refused the token or session (401), a fresh token included
 * - `forbidden`: the server knows the user and refuses (403)
 * - `step_up_required`: the server wants the user to sign in again first (403)
 * - `step_up_failed`: the user was asked to sign in again, and that did not work
 * - `wrong_user`: the answer is about another user than the client's
 * - `identity_required`: the identity is the primary or the only way to sign in
 * - `not_found`: the identity is not (or no longer) linked (404)
 * - `conflict`: the server's state does not allow it (409)
 * - `rate_limited`: too many requests (429); see `retryAfter`
 * - `rejected`: any other refusal (4xx)
 * - `cancelled`: the user canceled the link at the provider
 * - `denied`: the server does not let the user link this account
 * - `already_linked`: the account belongs to another user
 * - `expired`: the link took too long
 * - `server_error`: the server failed (5xx)
 * - `invalid_response`: the answer is not what the contract promises
 * - `outcome_unknown`: neither the answer nor the list could tell whether a write happened
 * - `storage_unavailable`: the browser blocks `sessionStorage`, which a link needs
 * - `unsafe_id`: the identity's id is a number that JavaScript could not hold exactly, so it is never sent
 */
export type AccountLinkingErrorCode = SetupCode | AnswerCode | RefusalCode | UserCode | LinkCode

type SetupCode = 'configuration' | 'missing_token' | 'storage_unavailable' | 'unsafe_id'
type AnswerCode = 'offline' | 'network' | 'timeout' | 'server_error' | 'invalid_response' | 'outcome_unknown'
type RefusalCode = 'unauthorized' | 'forbidden' | 'not_found' | 'conflict' | 'rate_limited' | 'rejected'
type UserCode = 'step_up_required' | 'step_up_failed' | 'wrong_user' | 'identity_required'
type LinkCode = 'cancelled' | 'denied' | 'already_linked' | 'expired'

export interface AccountLinkingErrorDetails {
  /** HTTP status of the answer, if there was one. */
  status?: number | undefined
  /** Seconds to wait before trying again, if the server said so; an hour at most. */
  retryAfter?: number | undefined
  /** The server's own error code, as sent (`unlink_not_allowed`, `access_denied` …). */
  serverCode?: string | undefined
  /** The server's own words: plain text, at most 200 characters, without secrets. Not translated. */
  description?: string | undefined
  /** Nothing was sent, so nothing has changed. Default false. */
  unsent?: boolean | undefined
}

/** A server that asks for more would block the page for as long, by mistake or not. */
const MAX_WAIT_SECONDS = 3_600

/**
 * The one error that every client, hook and component of the kit throws or returns.
 *
 * It never carries a token, a code or a state. It has no `cause` for that reason: what a server or an SDK throws may
 * quote the request it failed on.
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
    // So that it is in JSON, too.
    Object.defineProperty(this, 'message', { enumerable: true })
  }
}

/** An error about the setup, in three parts: the problem, why it matters, how to fix it. */
export function configurationError(problem: string, reason: string, fix: string): AccountLinkingError {
  return new AccountLinkingError('configuration', `${problem} ${reason} ${fix}`, { unsent: true })
}

export function invalidListError(problem: string): AccountLinkingError {
  return new AccountLinkingError('invalid_response', `The list of identities cannot be read. ${problem}`)
}

const AMBIGUOUS: readonly AccountLinkingErrorCode[] = ['network', 'offline', 'timeout', 'server_error']

/** Whether a write may have happened in spite of the error, so that only the list can tell. */
export function isAmbiguous({ code, unsent }: AccountLinkingError): boolean {
  return AMBIGUOUS.includes(code) && !unsent
}

/** The name of a foreign error. Nothing else of it is reported, because its message may quote a token. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}

/** The error itself if it is one of the kit's; otherwise what a client's `operation` reports of a foreign one. */
export function asLinkingError(error: unknown, operation: string): AccountLinkingError {
  if (error instanceof AccountLinkingError) return error
  return new AccountLinkingError('invalid_response', `${operation} failed with ${errorName(error)}.`)
}

/** Long runs of letters and digits, as tokens and codes are. A token that the page has sent is not known here. */
const TOKEN_LIKE = /(?=[\w.~+/=-]*\d)[\w.~+/=-]{20,}/g

/** What reorders the text around it, or is not seen. The joiners are not in it: scripts and emoji need them. */
export const INVISIBLE = /[\p{Bidi_Control}\u200b\ufeff]/gu

/** Makes server prose safe to keep: plain text without the given secrets and token-like words, at most 200 characters. */
export function safeText(text: unknown, secrets: readonly string[] = []): string | undefined {
  if (typeof text !== 'string') return undefined
  // The longest first: a secret that begins with another one would leave its end behind.
  const forms = secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .sort((one, other) => other.length - one.length)
  const clean = forms.reduce((rest, form) => rest.replaceAll(form, '…'), text.replace(INVISIBLE, ''))
  return clean.replace(TOKEN_LIKE, '…').trim().slice(0, 200) || undefined
}
