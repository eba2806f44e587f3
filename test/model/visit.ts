import type { MemoryBrowser } from 'react-linked-accounts/testing'
import type { Call, Origin } from './call'
import type { Page } from './page'

/** A click on Unlink. */
export interface Click {
  readonly page: Visit
  readonly userId: string
  readonly id: string
  readonly undoMs: number
  /** The steps of the model in which it was clicked, and in which it was reported. */
  readonly begun: number
  ended?: number
  outcome?: string
  /** The number of the last request when it was reported. */
  toldAfter?: number
  /** What was sent for it. */
  readonly calls: Call[]
}

/** A page, from its load to its end. */
export class Visit implements Origin {
  isAlive = true
  isShown = true
  /** Another user has been signed in on it. */
  hasSwitched = false
  /** The page is being left, and may be in use again. */
  isRedirecting = false
  /** By user: the number of the list that is shown, the last link result, and when requests are allowed again. */
  readonly shown = new Map<string, number>()
  readonly results = new Map<string, string>()
  readonly quietUntil = new Map<string, number>()
  /** Users whose last result was dismissed before it was shown. */
  readonly dismissed = new Set<string>()
  /** By user and identity: what was last reported to the host. */
  readonly failures = new Map<string, string>()
  /** Lists up to this number were requested before a change that the page knows of. */
  readonly outdated = new Map<string, number>()
  /** The user that the kit knows, because the kit is not mounted while the page shows something else. */
  knownUserId: string
  page!: Page

  constructor(
    readonly number: number,
    readonly memory: MemoryBrowser,
    readonly end: () => void,
    /** The user that the host shows the page for. */
    public userId: string,
  ) {
    this.knownUserId = userId
  }

  isOffline = () => this.memory.isOffline()
}
