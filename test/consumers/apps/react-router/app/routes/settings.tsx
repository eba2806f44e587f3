import { useMemo } from 'react'
import { LinkedAccounts } from 'react-linked-accounts'
import { createClassicClient } from 'react-linked-accounts/classic'
import { identitiesOptions } from 'react-linked-accounts/query'
import { getQueryClient } from '../query-client'
import { getAccessToken, restoreUser, tenant, userManager } from '../session'
import type { Route } from './+types/settings'

const clientFor = (userId: string) =>
  createClassicClient({ ...tenant, redirectUri: '/settings', userId, getAccessToken })

export async function clientLoader() {
  const user = await restoreUser()
  if (!user) return {}
  const userId = user.profile.sub
  await getQueryClient().prefetchQuery(identitiesOptions(clientFor(userId)))
  return { userId }
}

export const HydrateFallback = () => <p>Loading…</p>

export default function Settings({ loaderData: { userId } }: Route.ComponentProps) {
  if (userId !== undefined) return <Accounts userId={userId} />
  return (
    <button type="button" onClick={() => void userManager().signinRedirect()}>
      Sign in
    </button>
  )
}

function Accounts({ userId }: { userId: string }) {
  const client = useMemo(() => clientFor(userId), [userId])
  return <LinkedAccounts client={client} connections={[{ name: 'google-oauth2' }, { name: 'github' }]} />
}
