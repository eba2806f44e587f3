import { useMemo } from 'react'
import { LinkedAccounts } from 'react-linked-accounts'
import { createClassicClient } from 'react-linked-accounts/classic'
import 'react-linked-accounts/styles.css'
import { clientId, getAccessToken, tenant } from './user-manager'

export function Settings({ userId }: { userId: string }) {
  const client = useMemo(
    () => createClassicClient({ domain: tenant, clientId, redirectUri: '/', userId, getAccessToken }),
    [userId],
  )
  return <LinkedAccounts client={client} connections={[{ name: 'google-oauth2' }, { name: 'github' }]} />
}
