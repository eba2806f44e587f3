import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { AccountLinkingProvider, type AccountLinkingProviderProps } from 'react-linked-accounts'
import type { FakeClient } from 'react-linked-accounts/testing'

interface SignedInAgainProps extends AccountLinkingProviderProps {
  client: FakeClient
}

/**
 * A host that leaves the page to let the user sign in again, without leaving it: everything is anew afterwards, but
 * for the tab's storage.
 */
export function SignedInAgain(props: SignedInAgainProps) {
  const [page, setPage] = useState(() => ({
    number: 1,
    queryClient: new QueryClient(),
    browser: props.client.browser,
  }))
  const reauthenticate = () =>
    new Promise<void>(() =>
      setPage(({ number, browser }) => ({
        number: number + 1,
        queryClient: new QueryClient(),
        browser: browser.reload(),
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
