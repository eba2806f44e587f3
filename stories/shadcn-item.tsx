import type { FakeClient } from 'react-linked-accounts/testing'
import { LinkedAccountsCard } from '../registry/linked-accounts/linked-accounts'
import { HostPage } from './host-page'
import { shadcnSheet } from './presets/shadcn-sheet'

interface ShadcnItemProps {
  client: FakeClient
  scheme: 'light' | 'dark'
}

export default function ShadcnItem({ client, scheme }: ShadcnItemProps) {
  // The card has no prop for it, since only tests and stories have a browser in memory.
  const inMemory = { browser: client.browser }
  return (
    <HostPage host={{ css: shadcnSheet, html: { class: scheme } }}>
      <div className="max-w-2xl">
        <LinkedAccountsCard
          {...inMemory}
          client={client}
          connections={[{ name: 'windowslive' }, { name: 'apple' }]}
        />
      </div>
    </HostPage>
  )
}
