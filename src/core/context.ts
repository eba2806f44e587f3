import type { AccountLinkingClient } from './client'
import type { IdentityList } from './identity'
import type { StepUpContext } from './step-up'

/** What the flow of a link needs of the kit around it. */
export interface LinkContext extends StepUpContext {
  readonly client: AccountLinkingClient
  /** The list that is cached, however old it is. */
  readonly cachedList: () => IdentityList | undefined
  /** A list that is under a minute old, or a fresh one. */
  readonly recentList: () => Promise<IdentityList>
  /** A list that was asked for after this call. */
  readonly freshList: () => Promise<IdentityList>
  /** Sends the unlinks that wait for their undo window, and waits for them; `undefined` if there are none. */
  readonly flushUnlinks: () => Promise<void> | undefined
  /** Makes lists wait for a link that is being completed, since they would not show it yet. */
  readonly whileFinishing: <T>(finished: Promise<T>) => Promise<T>
}
