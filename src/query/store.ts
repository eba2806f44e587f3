import type { QueryClient } from '@tanstack/react-query'
import type { AccountLinkingClient } from '../core/client'
import { createLinkStore, type LinkStore } from '../core/link-store'
import { createListSource, type ListSource } from './list-source'
import { createNoticeOwner, type NoticeOwner } from './notice-owner'
import { createPendingUnlinks, type PendingUnlinks } from './pending-unlinks'

/** What the kit keeps of one client and user beside the query cache: never persisted, never dehydrated. */
export interface ClientStore {
  readonly links: LinkStore
  readonly unlinks: PendingUnlinks
  readonly list: ListSource
  readonly notices: NoticeOwner
}

const stores = new WeakMap<QueryClient, Map<string, ClientStore>>()

/** The store of a client and its user, in the `QueryClient` that it belongs to. */
export function storeOf(queryClient: QueryClient, { key, userId }: AccountLinkingClient): ClientStore {
  const all = stores.get(queryClient) ?? new Map<string, ClientStore>()
  stores.set(queryClient, all)
  const prefix = `${JSON.stringify(key)} `
  const known = all.get(prefix + userId)
  if (known) return known
  // Nothing is unlinked for a user who is not signed in anymore.
  for (const [name, { unlinks }] of all) if (name.startsWith(prefix)) unlinks.endAll('undone')
  const links = createLinkStore()
  const store = {
    links,
    unlinks: createPendingUnlinks(),
    list: createListSource(links.onList),
    notices: createNoticeOwner(),
  }
  all.set(prefix + userId, store)
  return store
}
