'use client'
import { useMemo } from 'react'
import { LinkedAccounts } from 'react-linked-accounts'
import { createClassicClient } from 'react-linked-accounts/classic'
import { tenant } from '../../lib/tenant'

export function Accounts({ userId }: { userId: string }) {
  const client = useMemo(
    () => createClassicClient({ ...tenant, redirectUri: '/settings', userId, getAccessToken }),
    [userId],
  )
  return <LinkedAccounts client={client} connections={[{ name: 'google-oauth2' }, { name: 'github' }]} />
}

/** From the server, which keeps the session. */
async function getAccessToken({ fresh }: { fresh: boolean }): Promise<string | undefined> {
  const response = await fetch(`/auth/token${fresh ? '?fresh' : ''}`, { method: 'POST' })
  return (await response.json()).accessToken
}
