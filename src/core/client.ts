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
  /** A random value, used once. If the backend returns it, the callback belongs to this link. */
  readonly state: string
  /** The redirect URI, absolute and exactly as registered. */
  readonly redirectUri: string
  /** The redirect URI with the state added, for backends that do not return a state. */
  readonly callbackUrl: string
  /** What `startLink` returned as `data`; empty until then. */
  readonly data: Readonly<Record<string, string>>
}

/** Where a link goes: to a URL, with a form post if there is a `form`. */
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
  /** Parameters that contain the result; the first one present counts. Default `['error']`. */
  readonly errorParams?: readonly string[] | undefined
  /** More parameters to remove from the URL and pass to `finishLink`. Default: none. */
  readonly params?: readonly string[] | undefined
  /**
   * For backends that lose the state. A URL without a `state` ends the pending link if one of these parameters has the
   * same value as in `data`, or, if `data` does not have it, a value in `errorCodes`. `true`: any page load ends the link.
   */
  readonly withoutState?: readonly string[] | true | undefined
}

/** Differences between backends that affect the UI. Each defaults to false. */
export interface ClientFeatures {
  /** Without a `connection`, the user can choose one on a page of the backend. */
  readonly choice?: boolean | undefined
  /** A linked identity can be linked again to grant more scopes. */
  readonly reconnect?: boolean | undefined
  /** An unlink can wait for an undo window, because it is a single request. */
  readonly deferUnlink?: boolean | undefined
  /** A user has at most one identity of each connection. */
  readonly onePerConnection?: boolean | undefined
}

/**
 * The interface between the kit and a backend: a plain object that describes one protocol.
 *
 * The kit runs the flow: state, storage, windows, callbacks, and checking the list for the result. A client acts for
 * one signed-in user and does not access the page, so it can be created on a server. The functions do not use `this` or
 * call each other through the object, so `{ ...client, unlink }` safely replaces one. Every function throws
 * `AccountLinkingError`. `describeClientContract` in `react-linked-accounts/testing` is the specification as tests.
 */
export interface AccountLinkingClient {
  /** Identifies the backend and tenant in cache keys and stored transactions. Contains neither the user nor a token. */
  readonly key: readonly string[]
  /** The id of the signed-in user. Create the client once the user is signed in, and a new one for another user. */
  readonly userId: string
  readonly features?: ClientFeatures | undefined
  /**
   * Where the backend sends the user back, as registered there: a URL on the page's origin, or a path that is resolved
   * when the user clicks. Default: the page's URL without query and fragment.
   */
  readonly redirectUri?: string | undefined
  readonly callback?: CallbackFormat | undefined
  /** What a callback's results mean. `null`: not a failure, so the list determines the result. */
  readonly errorCodes?: Readonly<Record<string, AccountLinkingErrorCode | null>> | undefined
  /** Fetches the identities from the server. `userId` is the one that the response, session or token proves. */
  readonly listIdentities: () => Promise<IdentityList>
  /** Starts a link and returns where to go; `null` if the identity was linked without leaving the page. */
  readonly startLink: (request: LinkRequest, transaction: LinkTransaction) => Promise<LinkRedirect | null>
  /** Completes a link after the callback, or asks how it ended. Omit it if the server completes links itself. */
  readonly finishLink?:
    | ((callback: ReadonlyMap<string, string>, transaction: LinkTransaction) => Promise<void>)
    | undefined
  /** Unlinks an identity. `keepalive` lets the request outlive the page. */
  readonly unlink: (identity: Identity, options: { readonly keepalive: boolean }) => Promise<void>
}
