import type { LinkRequest } from './client'
import type { AccountLinkingError, AccountLinkingErrorCode } from './errors'
import type { Identity } from './identity'

/** What to link, how, and where to go afterwards. */
export interface LinkOptions extends LinkRequest {
  /** Where to go after the link: a path, or a URL on this origin. Default: the redirect URI. */
  returnTo?: string | undefined
  /** Whether the provider opens in this page or in a popup. If the popup is blocked, the page is used. Default `page`. */
  display?: 'page' | 'popup' | undefined
}

/** What the user is about to do, with everything that is needed to do it. */
export type PendingAction =
  | { readonly action: 'unlink'; readonly identity: Identity }
  | { readonly action: 'link'; readonly request: LinkOptions }

/**
 * How a link ended. Only `linked` means that an identity was added, and it requires a fresh list that includes it.
 *
 * - `linked`: `identity` is new in the list
 * - `reconnected`: the callback had no error, and the identity to reconnect is in the list
 * - `unchanged`: the callback had no error, and the list shows nothing new
 * - `unverified`: the list could not be read, or there is no earlier list to compare it with
 * - `cancelled`: the user canceled, or the provider did on their behalf
 * - `denied`: the user is not allowed to link
 * - `already_linked`: the account belongs to another user
 * - `wrong_user`: a different user is signed in than the one who started the link
 * - `missing_transaction`: the link was started in another tab, or its callback was already used; the result is unknown
 * - `expired`: it took too long, and the list shows nothing new
 * - `failed`: any other error; see `error`
 */
export type LinkStatus = ListedStatus | EndedStatus | 'missing_transaction' | 'failed'

type ListedStatus = 'linked' | 'reconnected' | 'unchanged' | 'unverified'
type EndedStatus = 'cancelled' | 'denied' | 'already_linked' | 'wrong_user' | 'expired'

export interface LinkResult {
  readonly status: LinkStatus
  /** The request, for trying again; `null` if it is no longer known. */
  readonly request: LinkOptions | null
  /** The identity that was added or reconnected; present exactly when `status` is `linked` or `reconnected`. */
  readonly identity?: Identity | undefined
  /** The error from the server or the network. Never contains a token, a code or a state. */
  readonly error?: AccountLinkingError | undefined
}

/** The result for an error of a link. */
export function failedResult(request: LinkOptions, error: AccountLinkingError): LinkResult {
  const code = error.code === 'forbidden' ? 'denied' : error.code
  return { status: isEnded(code) ? code : 'failed', request, error }
}

/** Whether an error code means that the link ended. Any other error from `startLink` means that it could not start. */
export function isEnded(code: AccountLinkingErrorCode): code is EndedStatus {
  return /^(cancelled|denied|already_linked|wrong_user|expired)$/.test(code)
}

/** How long to wait before requesting a list again that does not show a change yet. */
export const LAG_MS = 1_000

/** A link in progress in a popup. */
export interface WaitingLink {
  readonly request: LinkOptions
  /** Brings the popup to the front. */
  readonly focus: () => void
  /** Cancels the link. The popup closes immediately, or, if it shows another site, when it returns. */
  readonly cancel: () => void
}

/** What components show about one client's links. Kept in memory only. */
export interface LinkSnapshot {
  /** How the last link ended, until it is dismissed. */
  readonly result: LinkResult | null
  readonly waiting: WaitingLink | null
  /** An action that a step-up interrupted, for the user to continue. */
  readonly action: PendingAction | null
}
