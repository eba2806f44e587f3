import type { AccountLinkingError } from '../core/errors'
import type { Identity } from '../core/identity'
import type { LinkResult } from '../core/link'

/** What happened, in order. No event carries a token, a code or a state. */
export type AccountLinkingEvent =
  | { readonly type: 'list_failed'; readonly error: AccountLinkingError }
  | { readonly type: 'link_started'; readonly connection: string | null }
  | {
      readonly type: 'link_not_started'
      readonly connection: string | null
      readonly error: AccountLinkingError
    }
  | { readonly type: 'link_returned'; readonly result: LinkResult }
  | { readonly type: 'linked'; readonly identity: Identity }
  | { readonly type: 'link_failed'; readonly result: LinkResult }
  | { readonly type: 'unlink_requested'; readonly identity: Identity }
  | { readonly type: 'unlinked'; readonly identity: Identity }
  | { readonly type: 'unlink_undone'; readonly identity: Identity }
  | { readonly type: 'unlink_failed'; readonly identity: Identity; readonly error: AccountLinkingError }

/** Handlers of the host. If one throws, nothing changes; its error is reported as an uncaught error of the page. */
export interface AccountLinkingHandlers {
  /** Everything that happens, for analytics and audit. */
  onEvent?: ((event: AccountLinkingEvent) => void) | undefined
  /** A link has ended, in any way; see `status`. Called once for each result. */
  onLinkResult?: ((result: LinkResult) => void) | undefined
  /** An identity was linked, and the server's list shows it. */
  onLinked?: ((identity: Identity) => void) | undefined
  /** An identity was unlinked, and the server has confirmed it. */
  onUnlinked?: ((identity: Identity) => void) | undefined
  /** The list could not be loaded, a link could not start, or an unlink failed. */
  onError?: ((error: AccountLinkingError) => void) | undefined
}

/** Errors whose cause can be the app's setup, such as a wrong `userId` or a token getter that fails. */
const SETUP_CODES: readonly string[] = ['configuration', 'invalid_response', 'unauthorized', 'wrong_user']

/** Calls the host's handlers for an event. */
export function emit(handlers: AccountLinkingHandlers, event: AccountLinkingEvent): void {
  report(handlers.onEvent, event)
  if (event.type === 'link_returned') report(handlers.onLinkResult, event.result)
  if (event.type === 'linked') report(handlers.onLinked, event.identity)
  if (event.type === 'unlinked') report(handlers.onUnlinked, event.identity)
  if (!('error' in event)) return
  report(handlers.onError, event.error)
  if (process.env.NODE_ENV !== 'production' && SETUP_CODES.includes(event.error.code)) {
    console.error(`react-linked-accounts: ${event.error.message} (${event.error.code})`)
  }
}

/** Calls a handler of the host. If it throws, nothing else changes. */
export function report<T>(handler: ((value: T) => void) | undefined, value: T): void {
  try {
    handler?.(value)
  } catch (error) {
    raise(error)
  }
}

/** Throws it as an uncaught error of the page, for the host's error reporting. */
export function raise(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}
