'use client'
import { LinkedAccounts } from 'react-linked-accounts'
import { useClassicClient } from 'react-linked-accounts/use-classic-client'
import { tenant } from '../../lib/tenant'

export function Accounts({ userId }: { userId: string }) {
  const client = useClassicClient({ ...tenant, redirectUri: '/settings', userId, getAccessToken })
  return <LinkedAccounts client={client} connections={[{ name: 'google-oauth2' }, { name: 'github' }]} />
}

// Calls a route on your server, which holds the session.
async function getAccessToken({ fresh }: { fresh: boolean }): Promise<string | undefined> {
  const response = await fetch(`/auth/token${fresh ? '?fresh' : ''}`, { method: 'POST' })
  return (await response.json()).accessToken
}
