import type { AccountLinkingErrorCode } from './errors'
import type { Identity, IdentityList } from './identity'

/** What to link. */
export interface LinkRequest {
  /** The name of the connection at the backend. Default: the user chooses one on a page of the backend. */
  connection?: string | undefined
  /** A linked identity to link again, for example for more scopes. */
  reconnect?: Identity | undefined
  /** Scopes to request from the provider, by the provider's names. Default: those that the backend requests. */
  scopes?: readonly string[] | undefined
  /** OpenID Connect's `prompt`: `login`, `consent`, `select_account`. */
  prompt?: string | undefined
  /** OpenID Connect's `login_hint`: the account to suggest. */
  loginHint?: string | undefined
}

/** One link in progress, as its client sees it. */
export interface LinkTransaction {
  /** An unguessable value, used once. A backend that echoes it proves that a callback belongs to this link. */
  readonly state: string
  /** The redirect URI as registered, absolute, to the letter. */
  readonly redirectUri: string
  /** The redirect URI with the state in it, for backends that echo no state. */
  readonly callbackUrl: string
  /** What `startLink` returned as `data`; empty before. */
  readonly data: Readonly<Record<string, string>>
}

/** Where a link goes: to an address, or to a form post of `form`. */
export interface LinkRedirect {
  readonly url: string
  readonly form?: Readonly<Record<string, string>> | undefined
  /** What `finishLink` needs later, such as a PKCE verifier or a record id. Kept in `sessionStorage`, so never a token. */
  readonly data?: Readonly<Record<string, string>> | undefined
}

/**
 * How a backend sends the user back. Plain data: it is stored with the transaction, because a callback is read before
 * the page knows who is signed in.
 */
export interface CallbackFormat {
  /** Parameters that hold the outcome; the first one present counts. Default `['error']`. */
  readonly errorParams?: readonly string[] | undefined
  /** Further parameters to remove from the address and to hand to `finishLink`. Default: none. */
  readonly params?: readonly string[] | undefined
  /**
   * For backends that lose the state. An address without any `state` ends the pending link if one of these parameters
   * has the value that `data` has under its name, else one that `errorCodes` has. `true`: any page load does.
   */
  readonly withoutState?: readonly string[] | true | undefined
}

/** What differs between backends and shows on the screen. Each is false unless stated. */
export interface ClientFeatures {
  /** Without a `connection`, the user can choose one on a page of the backend. */
  readonly choice?: boolean | undefined
  /** A linked identity can be linked again to grant more scopes. */
  readonly reconnect?: boolean | undefined
  /** An unlink can wait for an undo window: it is one request, with none before it. */
  readonly deferUnlink?: boolean | undefined
  /** A user has at most one identity of each connection. */
  readonly onePerConnection?: boolean | undefined
}

/**
 * The seam between the kit and a backend: a plain object that states the facts of one wire protocol.
 *
 * The kit owns the flow: state, storage, windows, callbacks, and the verdict by the list. A client acts for one
 * signed-in user and touches no page, so it can be made on a server. No function uses `this` or calls another one
 * through the object, so `{ ...client, unlink }` replaces one safely. Every function throws `AccountLinkingError`.
 * `describeClientContract` of `react-linked-accounts/testing` is the specification as a test suite.
 */
export interface AccountLinkingClient {
  /** Identifies backend and tenant in cache keys and stored transactions. Not the user, and never a token. */
  readonly key: readonly string[]
  /** The signed-in user. Make a client once there is one, and a new one for another user. */
  readonly userId: string
  readonly features?: ClientFeatures | undefined
  /**
   * Where the backend sends the user back: as registered, an address of the page's origin or a path that is resolved
   * at the click. Default: the page's address without query and fragment.
   */
  readonly redirectUri?: string | undefined
  readonly callback?: CallbackFormat | undefined
  /** What the outcomes of a callback mean. `null`: not a failure, so the list decides. */
  readonly errorCodes?: Readonly<Record<string, AccountLinkingErrorCode | null>> | undefined
  /** The identities, fresh from the server. `userId` is the one that the answer, session or token proves. */
  readonly listIdentities: () => Promise<IdentityList>
  /** Starts a link and returns where to go; `null` if the identity was linked in place. */
  readonly startLink: (request: LinkRequest, transaction: LinkTransaction) => Promise<LinkRedirect | null>
  /** Completes a link after the callback, or asks how it ended. Absent: the server has done everything. */
  readonly finishLink?:
    | ((callback: ReadonlyMap<string, string>, transaction: LinkTransaction) => Promise<void>)
    | undefined
  /** Unlinks an identity. `keepalive` lets the request outlive the page. */
  readonly unlink: (identity: Identity, options: { readonly keepalive: boolean }) => Promise<void>
}
