import type { LinkRequest } from './client'
import type { AccountLinkingError, AccountLinkingErrorCode } from './errors'
import type { Identity } from './identity'

/** What to link, how, and where to be afterwards. */
export interface LinkOptions extends LinkRequest {
  /** Where to go after the link: a path, or an address of this origin. Default: the redirect URI. */
  returnTo?: string | undefined
  /** Whether the provider is shown in this page or in a popup. If the popup is blocked, the page is used. Default `page`. */
  display?: 'page' | 'popup' | undefined
}

/** What the user is about to do, with everything that is needed to do it. */
export type PendingAction =
  | { readonly action: 'unlink'; readonly identity: Identity }
  | { readonly action: 'link'; readonly request: LinkOptions }

/**
 * How a link ended. Only `linked` says that an identity was added, and only a fresh list that shows it proves so.
 *
 * - `linked`: `identity` is new in the list
 * - `reconnected`: the callback had no error, and the identity to reconnect is in the list
 * - `unchanged`: the callback had no error, and the list shows nothing new
 * - `unverified`: the list could not be read, or there is none from before to compare it with
 * - `cancelled`: the user, or the provider for them, declined
 * - `denied`: the server does not let this user link
 * - `already_linked`: the account belongs to another user
 * - `wrong_user`: another user is signed in than the one who started
 * - `missing_transaction`: the link was started in another tab or used before; it says nothing about the outcome
 * - `expired`: it took too long, and the list shows nothing new
 * - `failed`: any other error; see `error`
 */
export type LinkStatus = ListedStatus | EndedStatus | 'missing_transaction' | 'failed'

type ListedStatus = 'linked' | 'reconnected' | 'unchanged' | 'unverified'
type EndedStatus = 'cancelled' | 'denied' | 'already_linked' | 'wrong_user' | 'expired'

export interface LinkResult {
  readonly status: LinkStatus
  /** What was requested, to try again; `null` if it is no longer known. */
  readonly request: LinkOptions | null
  /** The identity that was added or reconnected; present exactly when `status` is `linked` or `reconnected`. */
  readonly identity?: Identity | undefined
  /** What the server or the network reported; never with a token, a code or a state. */
  readonly error?: AccountLinkingError | undefined
}

/** The result that an error of a link stands for. */
export function failedResult(request: LinkOptions, error: AccountLinkingError): LinkResult {
  const code = error.code === 'forbidden' ? 'denied' : error.code
  return { status: isEnded(code) ? code : 'failed', request, error }
}

/** Whether the code of an error is how the link ended. Any other one of a `startLink` means that it could not start. */
export function isEnded(code: AccountLinkingErrorCode): code is EndedStatus {
  return /^(cancelled|denied|already_linked|wrong_user|expired)$/.test(code)
}

/** How long a list that does not show a change yet is given to catch up, before it is asked once more. */
export const LAG_MS = 1_000

/** A link that goes on in a window of its own. */
export interface WaitingLink {
  readonly request: LinkOptions
  /** Brings its window to the front. */
  readonly focus: () => void
  /** Gives it up. Its window closes at once or, if it shows another site, when it comes back. */
  readonly cancel: () => void
}

/** What a screen shows of one client's links. Kept in memory only. */
export interface LinkSnapshot {
  /** How the last link ended, until it is dismissed. */
  readonly result: LinkResult | null
  readonly waiting: WaitingLink | null
  /** An action that a step-up interrupted, for the user to continue. */
  readonly action: PendingAction | null
}
