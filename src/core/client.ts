import type { Popup } from './browser'
import type { AccountLinkingError } from './errors'
import type { Identity, IdentityList } from './identity'

/** What to link, and where to be afterwards. */
export interface LinkRequest {
  /** The connection to add, by its name at the backend. Absent: the backend's own page lets the person choose. */
  connection?: string | undefined
  /** An identity that is linked already, to link again, for example to grant more. */
  identity?: Identity | undefined
  /** `scope` of the request, if it differs from the client's own. */
  scope?: string | undefined
  /** What to ask of the provider behind the connection, in its own words. */
  connectionScope?: string | undefined
  /** OpenID Connect's `prompt`: `login`, `consent`, `select_account`. */
  prompt?: string | undefined
  /** Whom the provider should suggest: OpenID Connect's `login_hint`. */
  loginHint?: string | undefined
  /** Where the person wants to be afterwards: a path or an address of this origin. Default: the redirect URI. */
  returnTo?: string | undefined
  /** The window to do it in; without one the page itself leaves. */
  popup?: Popup | undefined
  /** The list as it stands before the link, if it is at hand; saves the client a request. */
  current?: IdentityList | undefined
}

/**
 * How a link ended. Only `linked` says that an identity was added, and only a fresh list that shows it can say so.
 *
 * - `linked`: `identity` is new in the list
 * - `renewed`: the `identity` that was linked again is there
 * - `unchanged`: the server reported no error, and the list holds nothing new
 * - `unverified`: the server reported no error, and the list could not be read to make sure; see `error`
 * - `cancelled`: the person, or the provider for them, declined
 * - `denied`: the server does not let this person link
 * - `already_linked`: the identity belongs to another user
 * - `wrong_user`: somebody else is signed in than the one who started
 * - `missing_transaction`: the return was not started in this tab, or was used before
 * - `expired`: it took longer than a link may take
 * - `failed`: any other error; see `error`
 */
export type LinkStatus =
  | 'linked'
  | 'renewed'
  | 'unchanged'
  | 'unverified'
  | 'cancelled'
  | 'denied'
  | 'already_linked'
  | 'wrong_user'
  | 'missing_transaction'
  | 'expired'
  | 'failed'

/** The ends that an error of a server can stand for: none of them says that something was linked. */
export type LinkFailure = Exclude<LinkStatus, 'linked' | 'renewed' | 'unchanged' | 'unverified'>

export interface LinkResult {
  readonly status: LinkStatus
  /** The connection that was asked for; `null` if the person was to choose, or if it is not known any more. */
  readonly connection: string | null
  /** The identity that was added or renewed; there exactly when `status` is `linked` or `renewed`. */
  readonly identity?: Identity | undefined
  /** What the server, or the network, said; never with a token, a code or a state. */
  readonly error?: AccountLinkingError | undefined
}

/** A refusal that some backends tell from other failures: a `LinkStatus` or an `AccountLinkingErrorCode`. */
export type Refusal = 'already_linked' | 'identity_required' | 'step_up_required'

/** What differs between backends and shows on the screen. Components read it; none asks for a backend's name. */
export interface ClientCapabilities {
  /** It says which identity is the primary. Otherwise none is, and all but the last can be unlinked. */
  readonly primary: boolean
  /** Without a `connection`, it lets the person choose on a page of its own. */
  readonly choice: boolean
  /** An `identity` that is linked already can be linked again to grant more. */
  readonly scopes: boolean
  /** A removal can wait to be taken back, as it needs nobody to be there when it is sent. */
  readonly undo: boolean
  /** What it tells apart. What is not among them shows as a result without that reason. */
  readonly refusals: readonly Refusal[]
}

/**
 * The seam between the kit and a backend: whoever implements it can be used with every hook and component.
 *
 * A client speaks for one signed-in person. All failures are `AccountLinkingError`s.
 * `describeClientContract` of `react-linked-accounts/testing` is its specification, as a test suite.
 */
export interface AccountLinkingClient {
  /** Tells this client's data from any other's in a cache: backend, tenant, person. Never a token. */
  readonly key: readonly string[]
  readonly capabilities: ClientCapabilities
  /** The person's identities, fresh from the server. */
  listIdentities(): Promise<IdentityList>
  /**
   * Leaves the page for the provider. Call it from a click only.
   * Resolves when the person comes back to the same page by the back button, or when the popup is done; rejects if
   * it could not leave.
   */
  startLink(request: LinkRequest): Promise<void>
  /**
   * Takes up the return from `startLink`: the one that `captureLinkReturn` kept, or the address given.
   * Resolves to `null` if there is none. A return is used once: asked again, the same result is given.
   * `list` replaces the request for the fresh list, for callers that keep it in a cache.
   */
  finishLink(url?: string, list?: () => Promise<IdentityList>): Promise<LinkResult | null>
  /**
   * Removes the identity from the person's account. Resolves when the server has done it: to the ids that are linked
   * still, if the server's answer says so, which saves asking for the list again.
   * `keepalive` lets the request outlive the page.
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: a client that has nothing to tell resolves to nothing
  unlink(identity: Identity, options?: { keepalive?: boolean }): Promise<readonly string[] | void>
}
