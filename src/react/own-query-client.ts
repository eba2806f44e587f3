import { QueryClient } from '@tanstack/react-query'
import { type Browser, currentPage } from '../core/browser'

const ofPages = new WeakMap<object, QueryClient>()

/**
 * The `QueryClient` of a page without one. All cards of a page share it, and one that mounts again finds its list and
 * its pending unlinks. On a server each call makes another one, since users must not share it.
 */
export function ownQueryClient(browser: Browser | undefined): QueryClient {
  const page = browser ?? currentPage() ?? {}
  const queryClient = ofPages.get(page) ?? new QueryClient()
  ofPages.set(page, queryClient)
  return queryClient
}
