import { captureLinkReturn } from '../core/callback'
import type { AccountLinkingClient } from '../core/client'
import type { LinkContext } from '../core/context'
import { AccountLinkingError } from '../core/errors'
import type { IdentityList } from '../core/identity'
import type { LinkOptions, LinkResult } from '../core/link'
import type { Reauthenticate } from '../core/step-up'
import { createLinkStore, type LinkStore } from '../query/link-store'
import type { MemoryBrowser } from './memory-browser'

/** The kit for one client without React and TanStack Query: what a page does with its links. */
export interface KitPage {
  readonly browser: MemoryBrowser
  readonly links: LinkStore
  /** The context that the page passes to the link flow. */
  readonly context: LinkContext
  /** The list as the kit accepts it: a list that belongs to another user is an error. */
  list(): Promise<IdentityList>
  /** Starts a link, as a click does. Stays pending while the user is away from the page. */
  link(request: LinkOptions): Promise<void>
  /** Resumes what an earlier page left unfinished, as a mounting provider component does. Resolves to the result, if any. */
  resume(): Promise<LinkResult | null>
  /** Loads a URL in the same tab. Default: with this client. */
  load(url: string, client?: AccountLinkingClient): KitPage
  /** Loads the URL that a server redirected to, and resumes the link. */
  comeBack(url: string): Promise<LinkResult | null>
  /** The same with another client, for example of another user who has signed in since. */
  comeBackAs(client: AccountLinkingClient, url: string): Promise<LinkResult | null>
}

/** Puts a client on a page, which first removes a callback from its URL. */
export function createKitPage(
  client: AccountLinkingClient,
  browser: MemoryBrowser,
  reauthenticate?: Reauthenticate,
): KitPage {
  captureLinkReturn(browser)
  const links = createLinkStore()
  // Subscribes as a component does, so that a result is not kept for another page.
  links.subscribe(() => {})
  let latest: IdentityList | undefined
  const list = async () => {
    const answer = await client.listIdentities()
    if (answer.userId === client.userId) {
      latest = answer
      links.onList(answer)
      return answer
    }
    throw new AccountLinkingError('wrong_user', 'The list is that of another user.')
  }
  const context: LinkContext = {
    client,
    browser,
    reauthenticate,
    cachedList: () => latest,
    recentList: async () => latest ?? list(),
    freshList: list,
    flushUnlinks: () => undefined,
    whileFinishing: (finished) => finished,
  }
  const page: KitPage = {
    browser,
    links,
    context,
    list,
    async link(request) {
      await links.start(context, request)
    },
    async resume() {
      await links.resume(context)
      return links.getSnapshot().result
    },
    load: (url, owner = client) => createKitPage(owner, browser.reload(url), reauthenticate),
    comeBack: (url) => page.load(url).resume(),
    comeBackAs: (owner, url) => page.load(url, owner).resume(),
  }
  return page
}
