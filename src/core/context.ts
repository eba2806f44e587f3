import type { AccountLinkingClient } from './client'
import type { IdentityList } from './identity'
import type { StepUpContext } from './step-up'

/** What the link flow needs from the rest of the kit. */
export interface LinkContext extends StepUpContext {
  readonly client: AccountLinkingClient
  /** The cached list, no matter how old it is. */
  readonly cachedList: () => IdentityList | undefined
  /** A list that is less than a minute old, or else a fresh one. */
  readonly recentList: () => Promise<IdentityList>
  /** A list that is requested after this call. */
  readonly freshList: () => Promise<IdentityList>
  /** Sends the unlinks that are in their undo window, and waits for them; `undefined` if there are none. */
  readonly flushUnlinks: () => Promise<void> | undefined
  /** Makes list requests wait for a link that is being completed, because they would not show it yet. */
  readonly whileFinishing: <T>(finished: Promise<T>) => Promise<T>
}
