import { LinkedAccounts } from 'react-linked-accounts'
import { createClassicClient } from 'react-linked-accounts/classic'
import { identitiesOptions } from 'react-linked-accounts/query'
import { useClassicClient } from 'react-linked-accounts/use-classic-client'
import { getQueryClient } from '../query-client'
import { getAccessToken, restoreUser, tenant, userManager } from '../session'
import type { Route } from './+types/settings'

const options = { ...tenant, redirectUri: '/settings', getAccessToken }

export async function clientLoader() {
  const userId = (await restoreUser())?.profile.sub
  if (userId !== undefined) {
    const client = createClassicClient({ ...options, userId })
    await getQueryClient().prefetchQuery(identitiesOptions(client))
  }
  return { userId }
}

export const HydrateFallback = () => <p>Loading…</p>

export default function Settings({ loaderData: { userId } }: Route.ComponentProps) {
  if (userId !== undefined) return <Accounts userId={userId} />
  return <button onClick={() => void userManager().signinRedirect()}>Sign in</button>
}

function Accounts({ userId }: { userId: string }) {
  const client = useClassicClient({ ...options, userId })
  return <LinkedAccounts client={client} connections={[{ name: 'google-oauth2' }, { name: 'github' }]} />
}
