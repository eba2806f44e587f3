import type { Browser } from './browser'
import type { AccountLinkingClient } from './client'
import { isRecord } from './identity'

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
