import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import type { LinkedAccountsProps } from 'react-linked-accounts'
import type { MemoryBrowser } from 'react-linked-accounts/testing'
import { LeaveToSignIn } from './recipes/leave-to-sign-in'

interface SignedInAgainProps extends LinkedAccountsProps {
  browser: MemoryBrowser
}

/**
 * An app whose step-up leaves the page, played without leaving it: afterwards everything is new, except the tab's
 * storage.
 */
export function SignedInAgain({ browser, ...props }: SignedInAgainProps) {
  const [page, setPage] = useState(() => ({ number: 1, browser, queryClient: new QueryClient() }))
  const signInAgain = async () => {
    if (page.number > 1) return
    await new Promise<void>(() =>
      setPage({ number: 2, browser: browser.reload(), queryClient: new QueryClient() }),
    )
  }
  return (
    <QueryClientProvider client={page.queryClient} key={page.number}>
      <LeaveToSignIn {...props} browser={page.browser} signInAgain={signInAgain} />
    </QueryClientProvider>
  )
}
