import type { AccountLinkingClient, AccountLinkingEvent } from 'react-linked-accounts'
import type { Browser, LinkOptions, Reauthenticate } from 'react-linked-accounts/core'

/** What a user can see. */
export interface Sight {
  /** Each as its id and the number of the list that it is from: `github|1#7`. */
  readonly rows: readonly string[] | undefined
  /** The errors of the rows, by id. */
  readonly errors: ReadonlyMap<string, string>
  /** The unlinks that are not sent yet, by id. */
  readonly waiting: readonly string[]
  /** How the last link ended. */
  readonly result: string | undefined
}

/** A host's page, and a user's actions on it. */
export interface Page {
  /** `undefined` if nothing is shown. */
  sight(): Sight | undefined
  /** The rows in every state since the last call. */
  takeFrames(): readonly (readonly string[])[]
  unlink(id: string, undoMs: number): void
  undo(id: string): void
  link(request: LinkOptions): void
  /** Cancels the link that is in progress in a popup. */
  cancelLink(): void
  dismiss(): void
  /** Continues the action that a step-up interrupted. */
  continueAction(): void
  refetch(): void
  /** Shows the section. */
  show(): void
  /** Shows something else instead. */
  hide(): void
  /** The host now has another user signed in. */
  signIn(client: AccountLinkingClient): void
  /** The actions that have not ended. */
  busy(): readonly string[]
  /** For good. */
  close(): void
}

/** What a page is made of. */
export interface Place {
  readonly client: AccountLinkingClient
  readonly browser: Browser
  readonly reauthenticate: Reauthenticate | undefined
  readonly tell: (event: AccountLinkingEvent) => void
}

/** Opens pages, and controls how time passes. */
export interface Stage {
  open(place: Place): Page
  /** Runs something, and then everything that can continue without the server, the user and the clock. */
  during(happen: () => void): Promise<void>
  /** The same, for passing time. */
  wait(ms: number): Promise<void>
}
