import { captureLinkReturn } from '../core/callback'
import type { AccountLinkingClient } from '../core/client'
import type { LinkContext } from '../core/context'
import { AccountLinkingError } from '../core/errors'
import type { IdentityList } from '../core/identity'
import type { LinkOptions, LinkResult } from '../core/link'
import { createLinkStore, type LinkStore } from '../core/link-store'
import type { Reauthenticate } from '../core/step-up'
import type { MemoryBrowser } from './memory-browser'

/** The kit around one client, without React and TanStack Query: what a page does with its links. */
export interface KitPage {
  readonly browser: MemoryBrowser
  readonly links: LinkStore
  /** Starts a link, as a click does. Stays pending while the page is left. */
  link(request: LinkOptions): Promise<void>
  /** Loads the address that a server redirected to, in a new page with this tab's storage; resolves to the result. */
  comeBack(url: string): Promise<LinkResult | null>
  /** The same, for another client: somebody else who is signed in by now, for example. */
  comeBackAs(client: AccountLinkingClient, url: string): Promise<LinkResult | null>
  /** The list as the kit takes it: one of another user is an error. */
  list(): Promise<IdentityList>
}

/** Puts a client on a page. */
export function createKitPage(
  client: AccountLinkingClient,
  browser: MemoryBrowser,
  reauthenticate?: Reauthenticate,
): KitPage {
  const links = createLinkStore()
  const list = () => listOf(client)
  const context: LinkContext = {
    client,
    browser,
    reauthenticate,
    recentList: list,
    freshList: list,
    flushUnlinks: () => undefined,
    whileFinishing: (finished) => finished,
  }
  const comeBackAs = async (owner: AccountLinkingClient, url: string) => {
    const page = createKitPage(owner, browser.reload(url), reauthenticate)
    captureLinkReturn(page.browser)
    await page.links.resume({ ...context, client: owner, browser: page.browser, ...listsOf(owner) })
    return page.links.getSnapshot().result
  }
  return {
    browser,
    links,
    link: (request) => links.start(context, request),
    comeBack: (url) => comeBackAs(client, url),
    comeBackAs,
    list,
  }
}

const listsOf = (client: AccountLinkingClient) => ({
  recentList: () => listOf(client),
  freshList: () => listOf(client),
})

async function listOf(client: AccountLinkingClient): Promise<IdentityList> {
  const list = await client.listIdentities()
  if (list.userId === client.userId) return list
  throw new AccountLinkingError('wrong_user', 'The list is that of another user.')
}
