import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import {
  type AccountLinkingClient,
  AccountLinkingProvider,
  type AccountLinkingProviderProps,
  LinkedAccounts,
  type LinkedAccountsProps,
} from 'react-linked-accounts'
import type { FakeClient } from 'react-linked-accounts/testing'

const CONNECTIONS = [{ name: 'google-oauth2' }, { name: 'github' }]

interface SettingsProps extends AccountLinkingProviderProps, Pick<LinkedAccountsProps, 'confirm' | 'undoMs'> {
  client: AccountLinkingClient & Partial<Pick<FakeClient, 'browser'>>
  queryClient?: QueryClient
  children?: ReactNode
}

/** A host's settings page, on the fake client's own page. */
export function Settings({ queryClient, confirm, undoMs, children, ...linking }: SettingsProps) {
  const [ownQueryClient] = useState(hostsQueryClient)
  return (
    <QueryClientProvider client={queryClient ?? ownQueryClient}>
      <AccountLinkingProvider connections={CONNECTIONS} browser={linking.client.browser} {...linking}>
        {children ?? <LinkedAccounts confirm={confirm} undoMs={undoMs} />}
      </AccountLinkingProvider>
    </QueryClientProvider>
  )
}

/** The host's own cache. */
export function hostsQueryClient(): QueryClient {
  return new QueryClient()
}
