import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type PersistedClient, PersistQueryClientProvider } from '@tanstack/react-query-persist-client'
import type { ReactNode } from 'react'

/** One page load of a host: its cache, and the provider around its app. */
export interface HostPage {
  readonly queryClient: QueryClient
  readonly Provider: (props: { children: ReactNode }) => ReactNode
}

/** A host in one tab: each call is another page load. */
export type Host = () => HostPage

const provided = (queryClient: QueryClient): HostPage => ({
  queryClient,
  Provider: ({ children }) => <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>,
})

/** As in the TanStack Query quick start. */
const plain = (): Host => () => provided(new QueryClient())

/** Stores the whole cache, and restores it on the next page load. */
const persisted = (): Host => {
  let stored: string | undefined
  const persister = {
    persistClient: (client: PersistedClient) => {
      stored = JSON.stringify(client)
    },
    restoreClient: () => (stored === undefined ? undefined : (JSON.parse(stored) as PersistedClient)),
    removeClient: () => {
      stored = undefined
    },
  }
  return () => {
    const queryClient = new QueryClient()
    return {
      queryClient,
      Provider: ({ children }) => (
        <PersistQueryClientProvider client={queryClient} persistOptions={{ persister }}>
          {children}
        </PersistQueryClientProvider>
      ),
    }
  }
}

/** Defaults for the host's own requests that would send the kit's requests more than once. */
const opinionated = (): Host => () => {
  const options = {
    retry: 3,
    retryDelay: 0,
    throwOnError: true,
    gcTime: 0,
    networkMode: 'offlineFirst',
  } as const
  return provided(new QueryClient({ defaultOptions: { queries: options, mutations: options } }))
}

/** Invalidates everything, as some apps do after each mutation. Stops when `signal` is aborted. */
const restless = (signal: AbortSignal): Host => {
  return () => {
    const queryClient = new QueryClient()
    const timer = setInterval(() => void queryClient.invalidateQueries(), 200)
    signal.addEventListener('abort', () => clearInterval(timer))
    return provided(queryClient)
  }
}

/** Each creates a host for one test. */
export const hosts: Record<string, (signal: AbortSignal) => Host> = {
  'a plain QueryClient': plain,
  'H2: a persisted query cache': persisted,
  'H3: defaults that retry, throw and forget': opinionated,
  'H4: everything invalidated every 200 ms': restless,
}
