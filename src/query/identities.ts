import { type QueryClient, queryOptions, replaceEqualDeep } from '@tanstack/react-query'
import { type Browser, currentPage } from '../core/browser'
import type { AccountLinkingClient } from '../core/client'
import type { IdentityList } from '../core/identity'
import { whenNotReporting } from '../core/popup'
import { linkedAccountsKeys, linkedAccountsMeta } from './keys'
import { storeOf } from './store'

const FRESH_MS = 60_000

/**
 * The list of identities, for `useQuery`, `prefetchQuery` and the like.
 *
 * It is requested once per page load, is fresh for a minute, and is fetched again after each link and unlink. A request
 * without a response is repeated once; a refusal is final. Unmounting a component does not abort the request, so a
 * remount shares it, because tenants allow only about five per minute. The defaults of your `QueryClient` don't change this.
 */
export function identitiesOptions(
  client: AccountLinkingClient,
  { browser = currentPage() }: { browser?: Browser | undefined } = {},
) {
  return queryOptions({
    queryKey: linkedAccountsKeys.identities(client),
    queryFn: async ({ client: queryClient }): Promise<IdentityList> => {
      if (browser) await whenNotReporting(browser)
      return storeOf(queryClient, client, browser).list.read(client)
    },
    staleTime: FRESH_MS,
    gcTime: 5 * FRESH_MS,
    networkMode: 'always',
    refetchOnMount: true,
    refetchOnReconnect: true,
    retry: false,
    retryOnMount: true,
    throwOnError: false,
    // If the host keeps previous data, the previous user's identities would be shown.
    placeholderData: () => undefined,
    structuralSharing: (before, after) =>
      shareById(before as IdentityList | undefined, after as IdentityList),
    meta: linkedAccountsMeta,
  })
}

/** Keeps the objects of unchanged identities, regardless of their position in the list. */
export function shareById(before: IdentityList | undefined, after: IdentityList): IdentityList {
  if (!before) return after
  const known = new Map(before.identities.map((identity) => [identity.id, identity]))
  const identities = after.identities.map((identity) => replaceEqualDeep(known.get(identity.id), identity))
  const isSame =
    before.userId === after.userId &&
    before.identities.length === identities.length &&
    before.identities.every((identity, index) => identity === identities[index])
  // `replaceEqualDeep` on the whole list would compare by index, and copy identities that have moved.
  return isSame ? before : { ...after, identities }
}

/** The cached list if it is under a minute old; `undefined` otherwise. */
export function recentIdentities(
  queryClient: QueryClient,
  client: AccountLinkingClient,
): IdentityList | undefined {
  const state = queryClient.getQueryState<IdentityList>(linkedAccountsKeys.identities(client))
  const isRecent = state && !state.isInvalidated && Date.now() - state.dataUpdatedAt < FRESH_MS
  return isRecent ? state.data : undefined
}

/** The list from a request that starts now. It also updates the cache, which shows a failure too. */
export function freshIdentities(
  queryClient: QueryClient,
  client: AccountLinkingClient,
  browser: Browser,
): Promise<IdentityList> {
  const options = identitiesOptions(client, { browser })
  const fresh = storeOf(queryClient, client, browser).list.readFresh(client, (list) => {
    queryClient.setQueryData(options.queryKey, list)
  })
  // The query shares the request. `fresh` still completes if the host cancels or removes the query.
  queryClient.fetchQuery({ ...options, staleTime: 0 }).catch(() => {})
  return fresh
}

/** The list has changed elsewhere: refetches it if it is shown, and treats earlier lists as outdated. */
export function renewIdentities(queryClient: QueryClient, client: AccountLinkingClient): Promise<void> {
  return storeOf(queryClient, client).list.markChanged()
}
