import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import {
  AccountLinkingProvider,
  type AccountLinkingProviderProps,
  LinkedAccounts,
} from 'react-linked-accounts'
import { createFakeClient, type FakeScenario } from 'react-linked-accounts/testing'

const CONNECTIONS = [
  { name: 'windowslive' },
  { name: 'acme-sso', provider: 'samlp', label: 'Acme SSO' },
  { name: 'google-oauth2' },
  { name: 'github' },
]

interface LinkingProps extends Omit<AccountLinkingProviderProps, 'client' | 'browser'> {
  scenario?: FakeScenario
  isOffline?: boolean
  canOpenPopups?: boolean
}

/** The providers of a settings page around a card of the kit. */
export function Linking({
  scenario = {},
  isOffline = false,
  canOpenPopups = false,
  connections = CONNECTIONS,
  children = <LinkedAccounts />,
  ...linking
}: LinkingProps) {
  const [client] = useState(() => {
    const fake = createFakeClient(scenario)
    fake.browser.setOffline(isOffline)
    if (canOpenPopups) fake.browser.allowPopups()
    return fake
  })
  const [queryClient] = useState(() => new QueryClient({ defaultOptions: { queries: { retryDelay: 0 } } }))
  return (
    <QueryClientProvider client={queryClient}>
      <AccountLinkingProvider {...linking} client={client} browser={client.browser} connections={connections}>
        {children}
      </AccountLinkingProvider>
    </QueryClientProvider>
  )
}
