import { onlineManager, type QueryClient } from '@tanstack/react-query'
import type { Browser } from '../core/browser'
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
  const prefix = `${JSON.stringify(key)} `
  const known = all.get(prefix + userId)
  if (known) return known
  const links = createLinkStore()
  const store = { links, unlinks: createPendingUnlinks(), list: createListSource(links.onList) }
  all.set(prefix + userId, store)
  signIn(queryClient, { key, userId })
  return store
}

/** The user of this client is signed in. Nothing is sent anymore for one who was signed in before. */
export function signIn(
  queryClient: QueryClient,
  { key, userId }: Pick<AccountLinkingClient, 'key' | 'userId'>,
): void {
  const prefix = `${JSON.stringify(key)} `
  for (const [name, { unlinks, list }] of stores.get(queryClient) ?? []) {
    if (!name.startsWith(prefix)) continue
    const isSignedIn = name === prefix + userId
    list.setSignedIn(isSignedIn)
    if (!isSignedIn) unlinks.endAll('undone')
  }
}

/** Whether there is a network. TanStack Query takes it for granted at page load, and browsers do not. */
export function isOnline(browser: Browser): boolean {
  return onlineManager.isOnline() && !browser.isOffline()
}
