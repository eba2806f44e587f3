import { CancelledError, mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { AccountLinkingClient } from '../core/client'
import type { IdentityList } from '../core/identity'
import { identitiesOptions } from './identities'
import { linkedAccountsKeys } from './keys'

/** Which connection to link; without one the backend's own page lets the person choose. */
export interface LinkVariables {
  connection?: string | undefined
}

/** Leaving for the provider, for `useMutation`. Stays pending until the page is gone, or shown again by the back button. */
export function linkOptions(client: AccountLinkingClient) {
  const { queryKey } = identitiesOptions(client)
  return mutationOptions<void, Error, LinkVariables>({
    mutationKey: linkedAccountsKeys.link(client),
    networkMode: 'always',
    mutationFn: async ({ connection }, { client: queryClient }) => {
      await client.startLink({ connection, current: queryClient.getQueryData(queryKey) })
    },
    onSuccess: (_data, _variables, _onMutateResult, { client: queryClient }) =>
      queryClient.invalidateQueries({ queryKey }),
  })
}

/**
 * How the link ended that this page came back from; `null` if it did not come back from one. Judged once a page
 * load, by the same fresh list that the page shows.
 */
export function linkResultOptions(client: AccountLinkingClient) {
  return queryOptions({
    queryKey: linkedAccountsKeys.linkResult(client),
    queryFn: ({ client: queryClient }) => client.finishLink(undefined, () => freshList(client, queryClient)),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: false,
    networkMode: 'always',
  })
}

async function freshList(client: AccountLinkingClient, queryClient: QueryClient): Promise<IdentityList> {
  try {
    return await queryClient.fetchQuery({ ...identitiesOptions(client), staleTime: 0 })
  } catch (error) {
    // A removal on the same page cancels the list's fetch and starts another.
    if (error instanceof CancelledError) return freshList(client, queryClient)
    throw error
  }
}
