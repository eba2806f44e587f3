import { QueryClient } from '@tanstack/react-query'
import { type Browser, currentPage } from '../core/browser'

const ofPages = new WeakMap<object, QueryClient>()

/**
 * The `QueryClient` for a page without its own. All cards on the page share it, and a card that remounts finds its list and
 * pending unlinks. On a server, each call creates a new one, because users must not share it.
 */
export function ownQueryClient(browser: Browser | undefined): QueryClient {
  const page = browser ?? currentPage() ?? {}
  const queryClient = ofPages.get(page) ?? new QueryClient()
  ofPages.set(page, queryClient)
  return queryClient
}
