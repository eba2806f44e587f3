import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import { connection } from 'next/server'
import { createClassicClient } from 'react-linked-accounts/classic'
import { identitiesOptions } from 'react-linked-accounts/query'
import { readSession } from '../../lib/session'
import { tenant } from '../../lib/tenant'
import { Accounts } from './accounts'

export default async function SettingsPage() {
  await connection()
  const session = await readSession()
  if (!session) return <a href="/auth/login">Sign in</a>
  const { userId, accessToken } = session
  const client = createClassicClient({ ...tenant, userId, getAccessToken: () => accessToken })
  const queryClient = new QueryClient()
  await queryClient.prefetchQuery(identitiesOptions(client))
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Accounts userId={userId} />
    </HydrationBoundary>
  )
}
