import type { AccountLinkingClient } from '../../core/client'
import type { MemoryBrowser } from '../memory-browser'

/**
 * Who the user signs in as at the provider: with an account that no user has (another one each time), with the account
 * of the last visit, not at all, or with an account that is linked to another user.
 */
export type ContractAccount = 'new' | 'again' | 'cancel' | 'someone-elses'

/** A signed-in user. */
export interface ContractUser {
  client: AccountLinkingClient
  /** The ids of the identities that are linked to the user at the backend, in its order; read without the client. */
  truth(): Promise<readonly string[]>
}

/**
 * A client under test and the world around it: a signed-in user with at least two identities of which either can be
 * unlinked. Each clause gets a new one.
 *
 * The optional fields serve single clauses; leave one out and name those clauses in `omit`.
 */
export interface ContractSubject extends ContractUser {
  /** A connection whose new accounts can be linked. */
  linkable: string
  /**
   * Plays the user at the address that a link went to (a form post has its fields in the query). They choose
   * `linkable` if they have to choose. Resolves to the address that the backend redirects to at the end.
   */
  visit(url: string, account: ContractAccount): Promise<string>
  /** From now on the backend, or the network, fails every list. */
  makeListFail(): void | Promise<void>
  /** The page. Default: one at the client's redirect URI. */
  browser?: MemoryBrowser
  /** For a client that links in place: decides who the user signs in as in the next `startLink`. */
  prepare?: (account: ContractAccount) => void | Promise<void>
  /** Makes the client anew, for the same user. */
  create?: () => AccountLinkingClient
  /** Links an account of another user by taking it away from them. Default: the backend refuses it. */
  merges?: boolean
  /** The id of an identity that is linked and that the backend refuses to unlink. */
  refused?: string
  /**
   * An identity that a user cannot do without, the primary or the only one; and the client to unlink it with: the
   * subject's own, or that of another user who is signed in for it.
   */
  required?: () => RequiredIdentity | Promise<RequiredIdentity>
  /** From now on the backend wants the user to sign in again before an unlink. */
  makeStale?: () => void | Promise<void>
  /** Makes the backend carry out the next unlink and then answer 5xx, or not at all. */
  failAfterUnlink?: () => void | Promise<void>
  /** Makes the backend answer the next unlink with success, and do nothing. */
  ignoreUnlink?: () => void | Promise<void>
  /** Makes the backend carry out the next `finishLink` and then answer 5xx, or not at all. */
  failAfterLink?: () => void | Promise<void>
  /** How many requests the client has made so far. */
  countRequests?: () => number
  /** Signs another user in, in the same tab, and resolves to them. The subject's client acts with their session. */
  switchUser?: () => Promise<ContractUser>
  /** The same, with another user who has nothing linked. */
  switchToEmpty?: () => Promise<ContractUser>
  /** The access tokens, or values of session cookies, that the client works with. */
  tokens?: readonly string[]
  /** Called when the clause has ended. */
  dispose?: () => void | Promise<void>
}

export interface RequiredIdentity {
  client: AccountLinkingClient
  id: string
}

/** One sentence of the seam's specification, and how to find out whether it holds. */
export interface ContractClause {
  /** Names the clause, for `omit`. Stable. */
  readonly id: string
  readonly clause: string
  /** Rejects with a readable error if the clause does not hold. */
  check(subject: ContractSubject): Promise<void>
}
