import type { AccountLinkingClient } from '../../core/client'
import type { MemoryBrowser } from '../memory-browser'

/**
 * The account that the user signs in with at the provider: one that no user has (a different one each time), the same as in
 * the last visit, none, or one that is linked to another user.
 */
export type ContractAccount = 'new' | 'again' | 'cancel' | 'someone-elses'

/** A signed-in user. */
export interface ContractUser {
  client: AccountLinkingClient
  /** The ids of the user's linked identities, in the backend's order. Read them without the client. */
  truth(): Promise<readonly string[]>
}

/**
 * A client to test and its environment: a signed-in user with at least two identities, any of which can be unlinked. Each
 * clause gets a new subject.
 *
 * Optional fields are needed only by some clauses. If you omit one, list those clauses in `omit`.
 */
export interface ContractSubject extends ContractUser {
  /** A connection whose new accounts can be linked. */
  linkable: string
  /**
   * Acts as the user at the URL that a link went to (a form post has its fields in the query). If there is a choice, the user
   * chooses `linkable`. Resolves to the URL that the backend finally redirects to.
   */
  visit(url: string, account: ContractAccount): Promise<string>
  /** Makes every list request fail from now on, at the backend or in the network. */
  makeListFail(): void | Promise<void>
  /** The page. Default: one at the client's redirect URI. */
  browser?: MemoryBrowser
  /** For a client that links without a redirect: sets the account that the user signs in with in the next `startLink`. */
  prepare?: (account: ContractAccount) => void | Promise<void>
  /** Creates another client for the same user. */
  create?: () => AccountLinkingClient
  /** Whether linking another user's account takes it away from them. Default: the backend refuses it. */
  merges?: boolean
  /** The id of a linked identity that the backend refuses to unlink. */
  refused?: string
  /**
   * A required identity (the primary or the only one), and a client to unlink it with: the subject's own, or a client of
   * another user, who is signed in for that.
   */
  required?: () => RequiredIdentity | Promise<RequiredIdentity>
  /** Makes the backend require the user to sign in again before an unlink from now on. */
  makeStale?: () => void | Promise<void>
  /** Makes the backend complete the next unlink and then respond with 5xx, or not at all. */
  failAfterUnlink?: () => void | Promise<void>
  /** Makes the backend respond to the next unlink with success but do nothing. */
  ignoreUnlink?: () => void | Promise<void>
  /** Makes the backend complete the next `finishLink` (or `startLink` without a redirect) and then respond with 5xx, or not at all. */
  failAfterLink?: () => void | Promise<void>
  /** How many requests the client has made so far. */
  countRequests?: () => number
  /** Signs in another user in the same tab, and resolves to that user. The subject's client now uses their session. */
  switchUser?: () => Promise<ContractUser>
  /** The same with a user who has no linked identities. */
  switchToEmpty?: () => Promise<ContractUser>
  /** The access tokens or session cookie values that the client uses. */
  tokens?: readonly string[]
  /** Called when the clause has ended. */
  dispose?: () => void | Promise<void>
}

export interface RequiredIdentity {
  client: AccountLinkingClient
  id: string
}

/** One statement of the client specification, and a check for it. */
export interface ContractClause {
  /** Identifies the clause, for `omit`. Stable. */
  readonly id: string
  readonly clause: string
  /** Rejects with a readable error if the client does not meet the clause. */
  check(subject: ContractSubject): Promise<void>
}
