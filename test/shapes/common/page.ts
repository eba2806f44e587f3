import { onTestFinished } from 'vitest'
import { captureLinkReturn } from '../../../src/core/callback'
import type { AccountLinkingClient } from '../../../src/core/client'
import type { LinkOptions, LinkResult } from '../../../src/core/link'
import { createKitPage } from '../../../src/testing/kit-page'
import type { AccountChoice, Shape } from '../world'

/** Opens a shape until the end of the test, and puts it on a page of the kit. */
export async function openPage<S extends Shape>(open: () => Promise<S>) {
  const shape = await open()
  const { browser, client, world } = shape
  onTestFinished(() => world.close())
  // A step-up only if the server requires it.
  const { reauthenticate } = world
  const page = createKitPage(
    client,
    browser,
    reauthenticate && (({ required }) => (required ? reauthenticate() : undefined)),
  )

  /** Starts a link, and acts as the user until the last redirect. */
  const leave = async (request: LinkOptions, account: AccountChoice): Promise<string> => {
    const failed = page.link(request).then(() => new Promise<never>(() => {}))
    return world.visit(await Promise.race([browser.departure(), failed]), account)
  }
  /** Captures the callback, as the page does first, and then reloads the page, as a sign-in library may. */
  const comeBack = async (url: string): Promise<{ result: LinkResult | null; address: string }> => {
    const tab = browser.reload(url)
    captureLinkReturn(tab)
    return { result: await page.comeBack(tab.href()), address: tab.href() }
  }
  return {
    ...shape,
    page,
    leave,
    /** Links, returns, and resolves to the result and the remaining URL. */
    link: async (request: LinkOptions, account: AccountChoice) => comeBack(await leave(request, account)),
    comeBack,
    /** The same with another user's client. */
    comeBackAs: async (other: AccountLinkingClient, request: LinkOptions, account: AccountChoice) =>
      page.comeBackAs(other, await leave(request, account)),
    /** What the tab still stores. */
    stored: () =>
      Array.from({ length: browser.storage().length }, (_, index) => browser.storage().key(index)),
    /** The ids in the client's list. */
    ids: async () => (await page.list()).identities.map(({ id }) => id),
    /** The identity of a connection. */
    async identity(connection: string) {
      const { identities } = await page.list()
      const found = identities.find((one) => one.connection === connection)
      if (!found) throw new Error(`There is no identity of ${connection}.`)
      return found
    },
  }
}
