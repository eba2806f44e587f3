import { mutationOptions, type QueryClient } from '@tanstack/react-query'
import { type Browser, pageBrowser } from '../core/browser'
import type { AccountLinkingClient } from '../core/client'
import type { LinkContext } from '../core/context'
import { AccountLinkingError } from '../core/errors'
import type { LinkOptions } from '../core/link'
import type { Reauthenticate } from '../core/step-up'
import { freshIdentities, recentIdentities, renewIdentities } from './identities'
import { linkedAccountsKeys, linkedAccountsMeta } from './keys'
import { isOnline, signIn, storeOf } from './store'
import { pendingIds, pendingUnlinkMutations } from './visible'

/** The page that an action runs on, and the host's verification. */
export interface ActionOptions {
  /** Verifies the user first. Default: no verification. */
  reauthenticate?: Reauthenticate | undefined
  /** The page to leave and return to. Default: the one that this code runs in. */
  browser?: Browser | undefined
}

/**
 * Starts a link, for `useMutation`. Stays pending until the page has left or is in use again; with a popup, until the
 * window has gone to the provider. The result is in `useLinkResult`.
 */
export function linkOptions(client: AccountLinkingClient, options: ActionOptions = {}) {
  return mutationOptions<void, AccountLinkingError, LinkOptions>({
    mutationKey: linkedAccountsKeys.link(client),
    networkMode: 'always',
    retry: false,
    throwOnError: false,
    gcTime: 5 * 60_000,
    meta: linkedAccountsMeta,
    mutationFn: async (request, { client: queryClient }) => {
      const { browser = pageBrowser() } = options
      // Without a network, the user would end up on the browser's error page.
      if (!isOnline(browser)) {
        throw new AccountLinkingError('offline', 'The browser has no network.', { unsent: true })
      }
      const { links, list } = storeOf(queryClient, client, browser)
      list.check()
      const started = await links.start(linkContext(queryClient, client, options), request)
      if (started === 'returned') await renewIdentities(queryClient, client)
    },
  })
}

/** Resumes links after their callback, and everything else that an earlier page left unfinished. */
export function resumeLinks(
  queryClient: QueryClient,
  client: AccountLinkingClient,
  options: ActionOptions = {},
): Promise<void> {
  signIn(queryClient, client)
  const { links } = storeOf(queryClient, client, options.browser)
  return links.resume(linkContext(queryClient, client, options))
}

function linkContext(
  queryClient: QueryClient,
  client: AccountLinkingClient,
  { reauthenticate, browser = pageBrowser() }: ActionOptions,
): LinkContext {
  const { unlinks, list } = storeOf(queryClient, client, browser)
  return {
    client: list.guard(client, () => isOnline(browser)),
    browser,
    reauthenticate,
    freshList: () => freshIdentities(queryClient, client, browser),
    cachedList: () => queryClient.getQueryData(linkedAccountsKeys.identities(client)),
    recentList: async () =>
      recentIdentities(queryClient, client) ?? freshIdentities(queryClient, client, browser),
    flushUnlinks() {
      unlinks.endAll('due')
      return pendingIds(queryClient, client).size > 0 ? unlinksSettled(queryClient, client) : undefined
    },
    whileFinishing: list.whileFinishing,
  }
}

function unlinksSettled(queryClient: QueryClient, client: AccountLinkingClient): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (pendingUnlinkMutations(queryClient, client).length > 0) return
      stop()
      resolve()
    }
    const stop = queryClient.getMutationCache().subscribe(check)
    check()
  })
}
