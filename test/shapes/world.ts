import type { AccountLinkingClient } from '../../src/core/client'
import type { MemoryBrowser } from '../../src/testing/memory-browser'
import type { Directory } from './common/directory'
import type { LoopbackServer } from './common/listen'

/** The page of the app. It is not served: a URL on this origin ends the redirects. */
export const APP = 'https://app.test'
/** The page's own parameter must survive every callback. */
export const PAGE = `${APP}/settings?tab=accounts`

/**
 * The account that the user chooses at the provider: one that no user has (a different one each time), the one from the last
 * visit, none, one that belongs to another user, or one that is already linked to this user.
 */
export type AccountChoice = 'new' | 'again' | 'cancel' | 'someone-elses' | 'own'

/**
 * What surrounds a client: a server with state, the provider, and the user's browser. The signed-in user has two
 * identities, of `Shape.owned` and of a third connection. Another user, `bob`, has one, of `Shape.linkable`.
 */
export interface World {
  readonly server: LoopbackServer
  readonly directory: Directory
  /** The start of the name of the unlink request. */
  readonly unlinkRequest: string
  /** The same for the request that completes a link. Absent: a successful link needs none. */
  readonly finishRequest?: string | undefined
  /** Whether the server refuses to unlink an account of the connection `MANAGED`. Default: no. */
  readonly refusesManaged?: true
  /**
   * Acts as the user from the URL that a link goes to until the last redirect: to the app, or to a page of the backend
   * where the flow ends. Returns that URL. A shape without redirects has `choose` instead.
   */
  visit(url: string, account: AccountChoice): Promise<string>
  /** What the user does in the window that an SDK opens next. Present if the client links without a redirect. */
  choose?: ((account: AccountChoice) => void) | undefined
  /** The ids of a user's identities at the backend, read without the client. Default: those of `ann`, who is signed in. */
  truth(whose?: 'ann' | 'bob'): Promise<readonly string[]>
  /** Signs in `bob` in the same browser, and returns the client that the page then creates. */
  signInAsOther(): Promise<AccountLinkingClient>
  /** From now on, every list request fails on the server. */
  makeListFail(): void
  /** From now on, the server requires a step-up before a link or unlink. Present if it ever does. */
  makeStale?: (() => void) | undefined
  /** Signs the user in again, as a host's step-up does. Present with `makeStale`. */
  reauthenticate?: (() => void) | undefined
  close(): Promise<void>
}

/** A client with its page and its environment. */
export interface Shape {
  readonly client: AccountLinkingClient
  /** Creates another client for the same user. */
  create(): AccountLinkingClient
  readonly browser: MemoryBrowser
  readonly world: World
  /** A connection that the user has no account of. */
  readonly linkable: string
  /** A connection that the user has an account of. */
  readonly owned: string
  /** Whether the server refuses to unlink the other user's only identity. */
  readonly guardsLast: boolean
  /** The access tokens and other secrets that must not be exposed. */
  readonly secrets: readonly string[]
}

export type OpenShape = () => Promise<Shape>
