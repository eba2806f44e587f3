import type { AccountLinkingClient } from 'react-linked-accounts/core'
import type { FakeClient } from 'react-linked-accounts/testing'

/** A mistake that a backend's author could make. */
export interface Bug {
  bug: string
  /** What the broken client does otherwise than the good one. */
  plant(client: FakeClient): Partial<AccountLinkingClient>
}

/** By the clause that each of them breaks. */
export type Bugs = Readonly<Record<string, readonly Bug[]>>
