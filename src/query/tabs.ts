import { focusManager, type QueryClient } from '@tanstack/react-query'
import type { Browser } from '../core/browser'
import type { AccountLinkingClient } from '../core/client'
import { isRecord } from '../core/identity'
import { linkedAccountsKeys } from './keys'
import { storeOf } from './store'

type Owner = Pick<AccountLinkingClient, 'key' | 'userId'>

/** Names a client and its user in messages between tabs. */
const nameOf = ({ key, userId }: Owner) => JSON.stringify([...key, userId])

/** Tells the other tabs that a client's list has changed, and nothing else. */
export function notifyTabs(browser: Browser, owner: Owner): void {
  browser.postMessage({ type: 'changed', owner: nameOf(owner) })
}

/** Subscribes to changes of a client's list in other tabs. Returns an unsubscribe function. */
export function subscribeToTabs(browser: Browser, owner: Owner, onChanged: () => void): () => void {
  return browser.onMessage((message) => {
    if (isRecord(message) && message.type === 'changed' && message.owner === nameOf(owner)) onChanged()
  })
}

/**
 * Renews the list when another tab has changed it, however often: after a request that is in flight there is one more.
 * A hidden page waits until it is seen, unless a popup is open, whose link is judged by what was linked meanwhile.
 * Returns a function that stops it.
 */
export function followTabs(
  queryClient: QueryClient,
  client: AccountLinkingClient,
  browser: Browser,
): () => void {
  const { list, links } = storeOf(queryClient, client, browser)
  const queryKey = linkedAccountsKeys.identities(client)
  let isBehind = false
  const renew = () => {
    const isAsking = queryClient.isFetching({ queryKey }) > 0
    isBehind = !(isAsking || focusManager.isFocused() || links.getSnapshot().waiting)
    void queryClient.invalidateQueries({ queryKey, refetchType: isAsking || isBehind ? 'none' : 'active' })
  }
  const stopFocus = focusManager.subscribe(() => isBehind && renew())
  const stopTabs = subscribeToTabs(browser, client, () => {
    list.markOutdated()
    renew()
  })
  return () => {
    stopFocus()
    stopTabs()
  }
}
