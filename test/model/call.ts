import { AccountLinkingError, type AccountLinkingErrorCode } from 'react-linked-accounts/core'

/** A link, from the click to its end. */
export interface Link {
  readonly number: number
  readonly page: number
  readonly userId: string
  readonly connection: string | undefined
  readonly reconnects: string | undefined
  readonly isPopup: boolean
  readonly clickedAt: number
  /** The step of the model. */
  readonly clickedIn: number
  /** The number of the last request before the click. */
  readonly clickedAfter: number
  /** The number of the last request when the user returned; `undefined` until then. */
  backAfter?: number
  /** It returned after an hour, when its record was removed. */
  isForgotten?: boolean
  /** The user canceled its popup. */
  isCanceled?: boolean
  /** Known once the client has started it. */
  transaction?: { readonly state: string; readonly redirectUri: string }
  /** The page, or its popup, was sent to the provider. */
  hasLeft?: boolean
  /** The account that the user chose at the provider. */
  account?: string
  /** It was not linked shortly before, so the kit can know that it is new. */
  isNew?: boolean
  /** Errors in the callbacks; '' for none. */
  readonly returns: string[]
  /** Statuses that were reported to the host. */
  readonly told: string[]
}

export type Answer = { readonly owner: string; readonly ids: readonly string[] } | 'ok' | AccountLinkingError

/** One request, as the server sees it. */
export interface Call {
  readonly kind: 'list' | 'unlink' | 'start' | 'finish'
  /** Its number among all requests, from 1. */
  readonly number: number
  readonly page: Origin
  /** The user that the client acts for. */
  readonly userId: string
  /** The id of the identity. */
  readonly subject: string
  readonly link: Link | undefined
  /** The user of its session, and that user's ids at the time. */
  readonly asked: { readonly owner: string; readonly ids: readonly string[] }
  /** The client repeats it, because the server refused the token. */
  readonly isRepeated: boolean
  /** Its number, or the number of the request that it repeats, which is the one that the kit knows. */
  readonly since: number
  readonly sentAt: number
  /** What the server has done about it. */
  effect: 'none' | 'done' | 'missing' | 'wrong user'
  answer: Answer | undefined
  /** The number of the last request before the response. */
  answeredAfter: number
  readonly settle: (answer: Answer) => void
}

/** A page from the server's point of view. */
export interface Origin {
  readonly number: number
  readonly isAlive: boolean
  readonly isOffline: () => boolean
}

export function failure(code: AccountLinkingErrorCode, retryAfter?: number): AccountLinkingError {
  return new AccountLinkingError(code, `The server, or the network, says ${code}.`, { retryAfter })
}

/** Whether only a list can show the result of a request. */
export function mayHaveHappened({ code, unsent }: { code: string; unsent: boolean }): boolean {
  return ['network', 'offline', 'timeout', 'server_error', 'not_found'].includes(code) && !unsent
}
