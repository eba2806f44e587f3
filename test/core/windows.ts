import { vi } from 'vitest'
import { captureLinkReturn } from '../../src/core/callback'
import type { AccountLinkingClient } from '../../src/core/client'
import { createMemoryBrowser } from '../../src/testing/memory-browser'
import { callbackOf, clientOf, listOf, load, openPage, PAGE } from './links'

export const MINUTES = 60_000
export const request = { connection: 'github', display: 'popup' } as const

export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

/** A page that has opened a window for a link, and the window. */
export async function opened(overrides: Partial<AccountLinkingClient> = {}) {
  const browser = createMemoryBrowser(PAGE)
  browser.allowPopups()
  const list = vi.fn(async () => listOf())
  const client = clientOf({ listIdentities: list, ...overrides })
  const page = openPage(client, { browser })
  await page.link(request)
  list.mockClear()
  const popup = browser.popup
  if (!popup) throw new Error('There is no popup.')
  /** The window returns with these parameters. */
  const report = (parameters?: string) => {
    const inside = popup.page.reload(callbackOf(page, parameters))
    return { inside, captured: captureLinkReturn(inside) }
  }
  return { page, browser, client, list, popup, report, waiting: () => page.links.getSnapshot().waiting }
}

/** A page that a link's popup has become, or that was reloaded. */
export const reopen = (browser: ReturnType<typeof createMemoryBrowser>, client: AccountLinkingClient) =>
  load({ browser }, client)
