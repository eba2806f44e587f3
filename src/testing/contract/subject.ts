import type { AccountLinkingClient } from '../../core/client'
import type { MemoryBrowser } from '../memory-browser'

/**
 * Who the person signs in as at the provider: with an account that no user has (another one each time), not at
 * all, or with an account that is linked to another user.
 */
export type ContractAccount = 'new' | 'cancel' | 'someone-elses'

/**
 * A client under test and the world around it: a signed-in person with at least two identities that can be
 * unlinked. Each clause gets a fresh one.
 *
 * The optional fields serve single clauses; leave one out and name those clauses in `omit`.
 */
export interface ContractSubject {
  client: AccountLinkingClient
  /** A connection whose new accounts can be linked. */
  linkable: string
  /**
   * Waits until `startLink` has left the page, plays the person at the provider (who chooses `linkable` if they
   * have to choose), and gives the address that the backend sends them back to.
   */
  visit: (account: ContractAccount) => Promise<string>
  /** The ids of the identities that are linked at the backend, in its order; asked without the client. */
  truth: () => Promise<readonly string[]>
  /** From now on the backend, or the network, fails every list. */
  makeListFail: () => void | Promise<void>
  /** The page that the client works on, if it is one to steer. */
  page?: Pick<MemoryBrowser, 'href' | 'arrive'>
  /** The id of an identity that is linked and that the backend refuses to unlink. */
  refused?: string
  /**
   * An identity that the person cannot do without, the primary or their only one, by its id; and the client to unlink
   * it with: the subject's own, or that of somebody else who is signed in for it.
   */
  required?: () => RequiredIdentity | Promise<RequiredIdentity>
  /** From now on the backend wants the person to sign in again before an unlink. */
  makeStale?: () => void | Promise<void>
  /** Signs somebody else in, in the same tab, and gives the client that the page then has. */
  switchUser?: () => Promise<AccountLinkingClient>
  /** The access tokens that the client works with. */
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
  readonly clause: string
  /** Rejects with a readable error if the clause does not hold. */
  check(subject: ContractSubject): Promise<void>
}
