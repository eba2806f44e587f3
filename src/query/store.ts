import { onlineManager, type QueryClient } from '@tanstack/react-query'
import { type Browser, currentPage } from '../core/browser'
import type { AccountLinkingClient } from '../core/client'
import type { IdentityList } from '../core/identity'
import { linkedAccountsKeys } from './keys'
import { createLinkStore, type LinkStore } from './link-store'
import { createListSource, type ListSource, type RequestedWait } from './list-source'
import { createNoticeOwner, type NoticeOwner } from './notice-owner'
import { createPendingUnlinks, type PendingUnlinks } from './pending-unlinks'

/** What the kit stores for one client and user outside the query cache. Never persisted, never dehydrated. */
export interface ClientStore {
  readonly links: LinkStore
  readonly unlinks: PendingUnlinks
  readonly list: ListSource
  readonly notices: NoticeOwner
}

interface CacheStore extends Omit<ClientStore, 'links'> {
  /** The link stores of the pages that show this cache's lists. */
  readonly pages: Set<LinkStore>
}

/** What is kept when an app remounts with a new `QueryClient`. */
interface PageStore {
  readonly links: LinkStore
  readonly wait: RequestedWait
}

const caches = new WeakMap<QueryClient, Map<string, CacheStore>>()
const pages = new WeakMap<Browser, Map<string, PageStore>>()

/** The store of a client and its user: lists and unlinks belong to a `QueryClient`, links belong to a page. */
export function storeOf(
  queryClient: QueryClient,
  client: AccountLinkingClient,
  browser: Browser | undefined = currentPage(),
): ClientStore {
  const name = nameOf(client)
  // On a server, there are no links, and nothing is kept.
  const { links, wait } = browser ? within(pages, browser, name, newPageStore) : newPageStore()
  const cache = within(caches, queryClient, name, () => newCacheStore(queryClient, client, wait))
  if (browser) cache.pages.add(links)
  return { ...cache, links }
}

const newPageStore = (): PageStore => ({ links: createLinkStore(), wait: { until: 0 } })

function newCacheStore(
  queryClient: QueryClient,
  client: AccountLinkingClient,
  wait: RequestedWait,
): CacheStore {
  const shown = new Set<LinkStore>()
  const onList = (list: IdentityList) => {
    for (const links of shown) links.onList(list)
  }
  const queryKey = linkedAccountsKeys.identities(client)
  const list = createListSource(onList, () => queryClient.invalidateQueries({ queryKey }), wait)
  return { pages: shown, list, unlinks: createPendingUnlinks(), notices: createNoticeOwner() }
}

const nameOf = ({ key, userId }: AccountLinkingClient) => `${JSON.stringify(key)} ${userId}`

function within<Owner extends object, Value>(
  owners: WeakMap<Owner, Map<string, Value>>,
  owner: Owner,
  name: string,
  create: () => Value,
): Value {
  const values = owners.get(owner) ?? new Map<string, Value>()
  owners.set(owner, values)
  const value = values.get(name) ?? create()
  values.set(name, value)
  return value
}

/** The client's user has signed in. Nothing more is sent for users who were signed in before. */
export function signIn(queryClient: QueryClient, client: AccountLinkingClient): void {
  for (const [name, { unlinks, list }] of caches.get(queryClient) ?? []) {
    if (!name.startsWith(nameOf({ ...client, userId: '' }))) continue
    const isSignedIn = name === nameOf(client)
    list.setSignedIn(isSignedIn)
    if (!isSignedIn) unlinks.endAll('undone')
  }
}

/** Whether there is a network. At page load, TanStack Query assumes that there is, but the browser knows. */
export function isOnline(browser: Browser): boolean {
  return onlineManager.isOnline() && !browser.isOffline()
}
