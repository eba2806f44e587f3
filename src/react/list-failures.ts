import type { QueryClient } from '@tanstack/react-query'
import type { AccountLinkingClient } from '../core/client'
import { AccountLinkingError } from '../core/errors'
import { linkedAccountsKeys } from '../query/keys'

/** Errors that the host was told of, by any provider component of the page. */
const told = new WeakSet<AccountLinkingError>()

/** Calls the listener for each request for a list that is shown, if it failed. Returns an unsubscribe function. */
export function subscribeToListFailures(
  queryClient: QueryClient,
  client: AccountLinkingClient,
  onFailure: (error: AccountLinkingError) => void,
): () => void {
  const cache = queryClient.getQueryCache()
  const queryKey = linkedAccountsKeys.identities(client)
  return cache.subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'error') return
    const { query, action } = event
    const { error } = action
    if (!(error instanceof AccountLinkingError) || told.has(error)) return
    if (!query.isActive() || cache.find({ queryKey }) !== query) return
    told.add(error)
    onFailure(error)
  })
}
