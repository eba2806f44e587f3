import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { AccountLinkingProvider, type AccountLinkingProviderProps } from 'react-linked-accounts'

/**
 * A host that leaves the page to let the person sign in again, without leaving it: everything is anew afterwards, but
 * for the tab's storage.
 */
export function SignedInAgain(props: AccountLinkingProviderProps) {
  const [page, setPage] = useState(() => ({ number: 1, queryClient: new QueryClient() }))
  const reauthenticate = () =>
    new Promise<void>(() => setPage(({ number }) => ({ number: number + 1, queryClient: new QueryClient() })))
  return (
    <QueryClientProvider client={page.queryClient} key={page.number}>
      <AccountLinkingProvider {...props} {...(page.number === 1 && { reauthenticate })} />
    </QueryClientProvider>
  )
}
