import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { AccountLinkingProvider, LinkedAccounts } from 'react-linked-accounts'
import { createFakeClient } from 'react-linked-accounts/testing'
import 'react-linked-accounts/styles.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element #root')

createRoot(root).render(
  <QueryClientProvider client={new QueryClient()}>
    <AccountLinkingProvider
      client={createFakeClient()}
      connections={[{ name: 'github', provider: 'github', label: 'GitHub' }]}
    >
      <LinkedAccounts />
    </AccountLinkingProvider>
  </QueryClientProvider>,
)
