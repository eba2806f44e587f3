import type { AccountLinkingClient } from '../../src/core/client'
import type { MemoryBrowser } from '../../src/testing/memory-browser'
import type { Directory } from './common/directory'
import type { LoopbackServer } from './common/listen'

/** The page of the app. It is not served: an address of this origin is where a redirect ends. */
export const APP = 'https://app.test'
/** The page's own parameter has to survive every callback. */
export const PAGE = `${APP}/settings?tab=accounts`

/**
 * The account that the user picks at the provider: one that no user has (another one each time), the one of the last
 * visit, none at all, one that belongs to another user, or one that is linked to this user already.
 */
export type AccountChoice = 'new' | 'again' | 'cancel' | 'someone-elses' | 'own'

/**
 * What surrounds a client: a server with state, the provider, and the user's browser. The signed-in user has two
 * identities, of `Shape.owned` and of a third connection. Another user, `bob`, has one, of `Shape.linkable`.
 */
export interface World {
  readonly server: LoopbackServer
  readonly directory: Directory
  /** How the name of the request begins that unlinks. */
  readonly unlinkRequest: string
  /** The same of a request that the client ends a link with. Absent: a link that succeeds needs none. */
  readonly finishRequest?: string | undefined
  /** Whether the server refuses to unlink an account of the connection `MANAGED`. Default: no. */
  readonly refusesManaged?: true
  /**
   * Plays the user from the address that a link leaves for until a redirect ends: at the app, or at a page of the
   * backend that leads nowhere. Returns that address. A shape without redirects has `choose` instead.
   */
  visit(url: string, account: AccountChoice): Promise<string>
  /** What the user does in the window that an SDK opens next. Present if the client links in place. */
  choose?: ((account: AccountChoice) => void) | undefined
  /** The ids of a user's identities at the backend, read without the client. Default: of `ann`, who is signed in. */
  truth(whose?: 'ann' | 'bob'): Promise<readonly string[]>
  /** Signs `bob` in, in the same browser, and returns the client that the page then makes. */
  signInAsOther(): Promise<AccountLinkingClient>
  /** From now on the server fails each request for the list. */
  makeListFail(): void
  /** From now on the server asks for a step-up before a link or unlink. Present if it ever does. */
  makeStale?: (() => void) | undefined
  /** Signs the user in again, as a host's step-up does. Present with `makeStale`. */
  reauthenticate?: (() => void) | undefined
  close(): Promise<void>
}

/** A client with its page and its world. */
export interface Shape {
  readonly client: AccountLinkingClient
  /** Makes the client anew, for the same user. */
  create(): AccountLinkingClient
  readonly browser: MemoryBrowser
  readonly world: World
  /** A connection that the user has no account of. */
  readonly linkable: string
  /** A connection that the user has an account of. */
  readonly owned: string
  /** Whether the server refuses to unlink the other user's only identity. */
  readonly guardsLast: boolean
  /** The access tokens and other secrets that must not show anywhere. */
  readonly secrets: readonly string[]
}

export type OpenShape = () => Promise<Shape>
