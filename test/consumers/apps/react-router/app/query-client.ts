import { QueryClient } from '@tanstack/react-query'

let ofBrowser: QueryClient | undefined

/** One for the browser, shared by loaders and components; a new one for each request on the server. */
export function getQueryClient(): QueryClient {
  if (typeof document === 'undefined') return new QueryClient()
  ofBrowser ??= new QueryClient()
  return ofBrowser
}
