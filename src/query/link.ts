import { mutationOptions, onlineManager, queryOptions } from '@tanstack/react-query'
import type { AccountLinkingClient, LinkRequest } from '../core/client'
import { AccountLinkingError } from '../core/errors'
import { type Reauthenticate, withStepUp } from '../core/step-up'
import { fetchIdentities, identitiesOptions } from './identities'
import { linkedAccountsKeys } from './keys'

/** What to link, and how; see `LinkRequest`. */
export type LinkVariables = Omit<LinkRequest, 'current'>

export interface LinkOptions {
  /** Makes sure of the person first. */
  reauthenticate?: Reauthenticate | undefined
}

/**
 * Leaving for the provider, for `useMutation`. Stays pending until the page is gone, or shown again by the back
 * button, or until the popup is done; then the result is asked for.
 */
export function linkOptions(client: AccountLinkingClient, { reauthenticate }: LinkOptions = {}) {
  const { queryKey } = identitiesOptions(client)
  return mutationOptions<void, Error, LinkVariables>({
    mutationKey: linkedAccountsKeys.link(client),
    networkMode: 'always',
    mutationFn: async (variables, { client: queryClient }) => {
      // Without a network the person would end on the browser's own error page.
      if (!onlineManager.isOnline()) throw new AccountLinkingError('offline', 'The browser has no network.')
      const connection = variables.connection ?? null
      await withStepUp(client.key, reauthenticate, { action: 'link', connection }, () =>
        client.startLink({ ...variables, current: queryClient.getQueryData(queryKey) }),
      )
    },
    onSuccess: async (_data, { popup }, _onMutateResult, { client: queryClient }) => {
      // A list that was asked for before proves nothing.
      await queryClient.cancelQueries({ queryKey })
      // By the back button nothing has come back that could have a result.
      if (popup) await queryClient.fetchQuery({ ...linkResultOptions(client), staleTime: 0 })
      else await queryClient.invalidateQueries({ queryKey })
    },
  })
}

/**
 * How the link ended that this page came back from; `null` if it did not come back from one. Judged once a page
 * load, by the same fresh list that the page shows.
 */
export function linkResultOptions(client: AccountLinkingClient) {
  return queryOptions({
    queryKey: linkedAccountsKeys.linkResult(client),
    queryFn: ({ client: queryClient }) =>
      client.finishLink(undefined, () => fetchIdentities(client, queryClient)),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: false,
    networkMode: 'always',
  })
}
