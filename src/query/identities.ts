import { CancelledError, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { AccountLinkingClient } from '../core/client'
import { AccountLinkingError } from '../core/errors'
import type { IdentityList } from '../core/identity'
import { linkedAccountsKeys } from './keys'

/** Lists as they came from a server; what the cache makes of them is another object, save for the first. */
const answers = new WeakSet<IdentityList>()

/**
 * The list of identities, for `useQuery`, `prefetchQuery` and the like.
 *
 * It is asked for once a page load: fresh for a minute, and renewed after each link and unlink. One more try is
 * made where the network or the server failed; a refusal is final. The request is not aborted when a component
 * unmounts, so that a remount finds it under way: tenants allow about five of them a minute.
 */
export function identitiesOptions(client: AccountLinkingClient) {
  return queryOptions({
    queryKey: linkedAccountsKeys.identities(client),
    queryFn: async () => {
      const answer = { ...(await client.listIdentities()) }
      answers.add(answer)
      return answer
    },
    staleTime: 60_000,
    networkMode: 'always',
    refetchOnReconnect: true,
    retry: (failures, error) => failures < 1 && isPassing(error),
  })
}

function isPassing(error: Error): boolean {
  return error instanceof AccountLinkingError && ['network', 'timeout', 'server_error'].includes(error.code)
}

/** The list, asked for now or under way; also when a removal on the same page cancels the request. */
export async function fetchIdentities(
  client: AccountLinkingClient,
  queryClient: QueryClient,
): Promise<IdentityList> {
  const options = { ...identitiesOptions(client), staleTime: 0 }
  const cached = queryClient.getQueryData(options.queryKey)
  try {
    const list = await queryClient.fetchQuery(options)
    // A request that is cancelled resolves as well, with what the cache held before.
    if (list !== cached && answers.has(list)) return list
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error
  }
  return fetchIdentities(client, queryClient)
}

/** The list has changed: asks again where it is shown, and does not take for fresh what was asked before. */
export async function renewIdentities(client: AccountLinkingClient, queryClient: QueryClient): Promise<void> {
  const { queryKey } = identitiesOptions(client)
  // A first list is waited for, as cancelled it would reject for a host that loads it ahead.
  await queryClient.cancelQueries({ queryKey, predicate: ({ state }) => state.data !== undefined })
  await queryClient.invalidateQueries({ queryKey })
}
