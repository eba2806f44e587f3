import { AccountLinkingError, type AccountLinkingErrorCode } from 'react-linked-accounts/core'

/** A link, from its click to the end. */
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
  /** The number of the last request when the user came back; `undefined` until then. */
  backAfter?: number
  /** It came back after an hour, when its record was gone. */
  isForgotten?: boolean
  /** The user gave its popup up. */
  isCanceled?: boolean
  /** Known once the client was asked to start it. */
  transaction?: { readonly state: string; readonly redirectUri: string }
  /** The page, or its popup, was sent to the provider. */
  hasLeft?: boolean
  /** The account that the user chose at the provider. */
  account?: string
  /** It was not linked shortly before, so that the kit can know it to be new. */
  isNew?: boolean
  /** Errors that the user came back with; '' for none. */
  readonly returns: string[]
  /** Statuses that the host was told. */
  readonly told: string[]
}

export type Answer = { readonly owner: string; readonly ids: readonly string[] } | 'ok' | AccountLinkingError

/** One request, as the server sees it. */
export interface Call {
  readonly kind: 'list' | 'unlink' | 'start' | 'finish'
  /** Of all requests, from 1. */
  readonly number: number
  readonly page: Origin
  /** The user that the client acts for. */
  readonly userId: string
  /** The id of the identity. */
  readonly subject: string
  readonly link: Link | undefined
  /** Whose session it was asked in, and the ids of that user then. */
  readonly asked: { readonly owner: string; readonly ids: readonly string[] }
  /** The client sends it again by itself, because the server refused the token. */
  readonly isRepeated: boolean
  /** Its number, or that of the request that it repeats: what the kit knows of. */
  readonly since: number
  readonly sentAt: number
  /** What the server has done about it. */
  effect: 'none' | 'done' | 'missing' | 'wrong user'
  answer: Answer | undefined
  /** The number of the last request before the answer. */
  answeredAfter: number
  readonly settle: (answer: Answer) => void
}

/** A page as the server knows it. */
export interface Origin {
  readonly number: number
  readonly isAlive: boolean
  readonly isOffline: () => boolean
}

export function failure(code: AccountLinkingErrorCode, retryAfter?: number): AccountLinkingError {
  return new AccountLinkingError(code, `The server, or the network, says ${code}.`, { retryAfter })
}

/** Whether only a list can tell what became of a request. */
export function mayHaveHappened({ code, unsent }: { code: string; unsent: boolean }): boolean {
  return ['network', 'offline', 'timeout', 'server_error', 'not_found'].includes(code) && !unsent
}
