import { queryOptions } from '@tanstack/react-query'
import type { AccountLinkingClient } from '../core/client'
import { AccountLinkingError } from '../core/errors'
import { linkedAccountsKeys } from './keys'

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
    queryFn: () => client.listIdentities(),
    staleTime: 60_000,
    networkMode: 'always',
    refetchOnReconnect: true,
    retry: (failures, error) => failures < 1 && isPassing(error),
  })
}

function isPassing(error: Error): boolean {
  return error instanceof AccountLinkingError && ['network', 'timeout', 'server_error'].includes(error.code)
}
