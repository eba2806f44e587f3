import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type PersistedClient, PersistQueryClientProvider } from '@tanstack/react-query-persist-client'
import type { ReactNode } from 'react'

/** One page load of a host: its cache, and the provider around its app. */
export interface HostPage {
  readonly queryClient: QueryClient
  readonly Provider: (props: { children: ReactNode }) => ReactNode
}

/** A host as its user has it in one tab: each call is another page load. */
export type Host = () => HostPage

const provided = (queryClient: QueryClient): HostPage => ({
  queryClient,
  Provider: ({ children }) => <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>,
})

/** As the documentation of TanStack Query begins. */
const plain = (): Host => () => provided(new QueryClient())

/** All that is cached is stored, and restored at the next page load. */
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

/** Defaults that suit the host's own requests, and would send the kit's more than once. */
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

/** Invalidates everything, as some do after each of their own mutations. Stops when `signal` is aborted. */
const restless = (signal: AbortSignal): Host => {
  return () => {
    const queryClient = new QueryClient()
    const timer = setInterval(() => void queryClient.invalidateQueries(), 200)
    signal.addEventListener('abort', () => clearInterval(timer))
    return provided(queryClient)
  }
}

/** Each makes a host for one test. */
export const hosts: Record<string, (signal: AbortSignal) => Host> = {
  'a plain QueryClient': plain,
  'H2: a persisted query cache': persisted,
  'H3: defaults that retry, throw and forget': opinionated,
  'H4: everything invalidated every 200 ms': restless,
}
