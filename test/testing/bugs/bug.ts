import type { AccountLinkingClient } from 'react-linked-accounts/core'
import type { ContractSubject, FakeClient } from 'react-linked-accounts/testing'

/** A mistake that the author of a client could make. */
export interface Bug {
  bug: string
  /** What the broken client does differently. */
  plant?(client: FakeClient): Partial<AccountLinkingClient>
  /** What the broken client does differently if the subject creates another client, or if its environment differs. */
  plantIn?(subject: ContractSubject, client: FakeClient): Partial<ContractSubject>
}

/** By the id of the clause that each bug breaks. */
export type Bugs = Readonly<Record<string, readonly Bug[]>>
