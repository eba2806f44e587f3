import type { QueryClient } from '@tanstack/react-query'
import type { AccountLinkingClient } from '../core/client'
import { AccountLinkingError } from '../core/errors'
import { linkedAccountsKeys } from '../query/keys'

/** Errors that any provider component on the page has reported to the host. */
const told = new WeakSet<AccountLinkingError>()

/** Calls the listener for each failed request for a list that is shown. Returns an unsubscribe function. */
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
