import { focusManager, type QueryClient } from '@tanstack/react-query'
import type { Browser } from '../core/browser'
import type { AccountLinkingClient } from '../core/client'
import { isRecord } from '../core/identity'
import { linkedAccountsKeys } from './keys'
import { storeOf } from './store'

type Owner = Pick<AccountLinkingClient, 'key' | 'userId'>

/** Identifies a client and its user in messages between tabs. */
const nameOf = ({ key, userId }: Owner) => JSON.stringify([...key, userId])

/** Tells the other tabs only that a client's list has changed. */
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
 * Refetches the list when another tab has changed it. Several changes during a request cause only one more request. A
 * hidden page waits until it is visible, unless a popup is open, because the popup's link needs to know what was linked in
 * the meantime. Returns a function that stops this.
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
