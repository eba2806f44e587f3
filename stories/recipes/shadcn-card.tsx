import type { AccountLinkingClient } from 'react-linked-accounts'
import { LinkedAccountsCard } from '@/components/linked-accounts'

export function Accounts({ client }: { client: AccountLinkingClient }) {
  return <LinkedAccountsCard client={client} connections={[{ name: 'windowslive' }, { name: 'apple' }]} />
}
