import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import {
  AccountLinkingProvider,
  type AccountLinkingProviderProps,
  LinkedAccounts,
  type LinkedAccountsProps,
} from 'react-linked-accounts'

const CONNECTIONS = [{ name: 'google-oauth2' }, { name: 'github' }]

interface SettingsProps extends AccountLinkingProviderProps, Pick<LinkedAccountsProps, 'confirm' | 'undoMs'> {
  queryClient?: QueryClient
  children?: ReactNode
}

/** A host's settings page. */
export function Settings({ queryClient, confirm, undoMs, children, ...linking }: SettingsProps) {
  const [ownQueryClient] = useState(hostsQueryClient)
  return (
    <QueryClientProvider client={queryClient ?? ownQueryClient}>
      <AccountLinkingProvider connections={CONNECTIONS} {...linking}>
        {children ?? <LinkedAccounts confirm={confirm} undoMs={undoMs} />}
      </AccountLinkingProvider>
    </QueryClientProvider>
  )
}

/** The host's own cache. It does not wait before a second attempt, so that tests need not either. */
export function hostsQueryClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retryDelay: 0 } } })
}
