import type { AccountLinkingClient, AccountLinkingEvent } from 'react-linked-accounts'
import type { Browser, LinkOptions, Reauthenticate } from 'react-linked-accounts/core'

/** What a user can see. */
export interface Sight {
  /** Each as its id and the number of the list that it comes from: `github|1#7`. */
  readonly rows: readonly string[] | undefined
  /** Of the rows; by id. */
  readonly errors: ReadonlyMap<string, string>
  /** The unlinks that are not sent yet, by id. */
  readonly waiting: readonly string[]
  /** How the last link ended. */
  readonly result: string | undefined
}

/** A page of a host's, and what a user does there. */
export interface Page {
  /** `undefined` where there is nothing to look at. */
  sight(): Sight | undefined
  /** The rows in every state that was there since they were last taken. */
  takeFrames(): readonly (readonly string[])[]
  unlink(id: string, undoMs: number): void
  undo(id: string): void
  link(request: LinkOptions): void
  /** Gives up the link that goes on in a popup. */
  cancelLink(): void
  dismiss(): void
  /** Does what a step-up interrupted. */
  continueAction(): void
  refetch(): void
  /** Shows the section. */
  show(): void
  /** Shows something else instead. */
  hide(): void
  /** The host has another user signed in by now. */
  signIn(client: AccountLinkingClient): void
  /** What has not ended. */
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

/** Where pages are opened, and how time passes there. */
export interface Stage {
  open(place: Place): Page
  /** Lets something happen, and then everything go on that can go on without server, user and clock. */
  during(happen: () => void): Promise<void>
  /** The same for time that passes. */
  wait(ms: number): Promise<void>
}
