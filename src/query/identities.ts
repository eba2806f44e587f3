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
 * without an answer is repeated once; a refusal is final. A request is not aborted when a component unmounts, so a
 * remount shares it: tenants allow about five per minute. No default of your `QueryClient` changes this.
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
    // A host that keeps the previous data would show the previous user's identities.
    placeholderData: () => undefined,
    structuralSharing: (before, after) =>
      shareById(before as IdentityList | undefined, after as IdentityList),
    meta: linkedAccountsMeta,
  })
}

/** Keeps the objects of identities that have not changed, wherever they stand in the list. */
export function shareById(before: IdentityList | undefined, after: IdentityList): IdentityList {
  if (!before) return after
  const known = new Map(before.identities.map((identity) => [identity.id, identity]))
  const identities = after.identities.map((identity) => replaceEqualDeep(known.get(identity.id), identity))
  const isSame =
    before.userId === after.userId &&
    before.identities.length === identities.length &&
    before.identities.every((identity, index) => identity === identities[index])
  // Not by `replaceEqualDeep` as a whole: it compares by index, and copies what has moved.
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

/** The list from a request that starts now, also for the cache; its failure shows there too. */
export function freshIdentities(
  queryClient: QueryClient,
  client: AccountLinkingClient,
  browser: Browser,
): Promise<IdentityList> {
  const options = identitiesOptions(client, { browser })
  const fresh = storeOf(queryClient, client, browser).list.readFresh(client, (list) => {
    queryClient.setQueryData(options.queryKey, list)
  })
  // It shares the request. If the host cancels or removes it, `fresh` does not depend on it.
  queryClient.fetchQuery({ ...options, staleTime: 0 }).catch(() => {})
  return fresh
}

/** The list has changed elsewhere: asks again where it is shown, and takes nothing for fresh that was asked before. */
export function renewIdentities(queryClient: QueryClient, client: AccountLinkingClient): Promise<void> {
  return storeOf(queryClient, client).list.markChanged()
}
