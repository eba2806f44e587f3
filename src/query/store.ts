import type { QueryClient } from '@tanstack/react-query'
import type { AccountLinkingClient } from '../core/client'
import { createLinkStore, type LinkStore } from '../core/link-store'
import { createListSource, type ListSource } from './list-source'
import { createPendingUnlinks, type PendingUnlinks } from './pending-unlinks'

/** What the kit keeps of one client and user beside the query cache: never persisted, never dehydrated. */
export interface ClientStore {
  readonly links: LinkStore
  readonly unlinks: PendingUnlinks
  readonly list: ListSource
}

const stores = new WeakMap<QueryClient, Map<string, ClientStore>>()

/** The store of a client and its user, in the `QueryClient` that it belongs to. */
export function storeOf(queryClient: QueryClient, { key, userId }: AccountLinkingClient): ClientStore {
  const all = stores.get(queryClient) ?? new Map<string, ClientStore>()
  stores.set(queryClient, all)
  const name = nameOf(key, userId)
  const known = all.get(name)
  if (known) return known
  const links = createLinkStore()
  const store = { links, unlinks: createPendingUnlinks(), list: createListSource(links.onList) }
  all.set(name, store)
  return store
}

/** Takes back what was to be unlinked for the client's other users, who are not signed in anymore. */
export function undoForOtherUsers(queryClient: QueryClient, { key, userId }: AccountLinkingClient): void {
  for (const [name, { unlinks }] of stores.get(queryClient) ?? []) {
    if (name.startsWith(nameOf(key, '')) && name !== nameOf(key, userId)) unlinks.endAll('undone')
  }
}

const nameOf = (key: readonly string[], userId: string) => `${JSON.stringify(key)} ${userId}`
