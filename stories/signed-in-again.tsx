import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { AccountLinkingProvider, type AccountLinkingProviderProps } from 'react-linked-accounts'
import type { MemoryBrowser } from 'react-linked-accounts/testing'

interface SignedInAgainProps extends AccountLinkingProviderProps {
  browser: MemoryBrowser
}

/**
 * A host whose step-up leaves the page, played without leaving it: afterwards everything is new, except the tab's
 * storage.
 */
export function SignedInAgain({ browser, ...props }: SignedInAgainProps) {
  const [page, setPage] = useState(() => ({ number: 1, browser, queryClient: new QueryClient() }))
  const reauthenticate = () =>
    new Promise<void>(() =>
      setPage(({ number }) => ({
        number: number + 1,
        browser: browser.reload(),
        queryClient: new QueryClient(),
      })),
    )
  return (
    <QueryClientProvider client={page.queryClient} key={page.number}>
      <AccountLinkingProvider
        {...props}
        browser={page.browser}
        {...(page.number === 1 && { reauthenticate })}
      />
    </QueryClientProvider>
  )
}
