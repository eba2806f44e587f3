import { hasPage, pageBrowser } from './browser'
import type { AccountLinkingClient } from './client'

/** Tells the other tabs that this client's list has changed: that it has, and nothing else. */
export function tellTabs({ key }: AccountLinkingClient): void {
  if (hasPage()) pageBrowser().tell({ type: 'changed', client: JSON.stringify(key) })
}

/** Hears from other tabs that this client's list has changed. Gives the function that stops it. */
export function hearTabs({ key }: AccountLinkingClient, onChanged: () => void): () => void {
  if (!hasPage()) return () => {}
  const client = JSON.stringify(key)
  return pageBrowser().hear((message) => {
    if (isChange(message) && message.client === client) onChanged()
  })
}

function isChange(message: unknown): message is { client: string } {
  return typeof message === 'object' && message !== null && (message as { type?: unknown }).type === 'changed'
}
