import { vi } from 'vitest'
import { captureLinkReturn } from '../../src/core/callback'
import type { AccountLinkingClient } from '../../src/core/client'
import type { LinkContext } from '../../src/core/context'
import { AccountLinkingError } from '../../src/core/errors'
import type { Identity, IdentityList } from '../../src/core/identity'
import type { LinkOptions } from '../../src/core/link'
import { createLinkStore } from '../../src/query/link-store'
import { createMemoryBrowser, type MemoryBrowser } from '../../src/testing/memory-browser'

export const PAGE = 'https://app.example.com/account'
export const ANN = 'auth0|ann'

export const github = { connection: 'github' }

/** Runs everything that is ready. The timers are fake. */
export const settle = () => vi.advanceTimersByTimeAsync(0)

/** An identity by its id, whose connection has the same name as its provider. */
export function identityOf(id: string): Identity {
  const [provider = '', accountId = ''] = id.split('|')
  return { id, provider, connection: provider, primary: id === ANN, profile: {}, accountId }
}

/** Ann's list: her password and the identities with these ids. */
export function listOf(...ids: string[]): IdentityList {
  return { userId: ANN, identities: [ANN, ...ids].map(identityOf) }
}

/** Another user's list. */
export function listOfBob(...ids: string[]): IdentityList {
  return { userId: 'auth0|bob', identities: ['auth0|bob', ...ids].map(identityOf) }
}

/** Ann's client, whose server returns the state and links before the callback. */
export function clientOf(overrides: Partial<AccountLinkingClient> = {}): AccountLinkingClient {
  return {
    key: ['test', 'tenant'],
    userId: ANN,
    features: { choice: true, reconnect: true },
    redirectUri: PAGE,
    errorCodes: { access_denied: 'cancelled', unauthorized: 'denied', taken: 'already_linked' },
    listIdentities: async () => listOf(),
    startLink: async (_request, { state }) => ({ url: `https://tenant.example/authorize?state=${state}` }),
    unlink: async () => {},
    ...overrides,
  }
}

type Settings = Partial<Omit<LinkContext, 'client' | 'browser'>> & { browser?: MemoryBrowser }

/** A page that shows a client's links, without React and without a query cache. */
export function openPage(client: AccountLinkingClient, settings: Settings = {}) {
  const { browser = createMemoryBrowser(PAGE) } = settings
  const links = createLinkStore()
  const hide = links.subscribe(() => {})
  const list = async () => {
    const answer = await client.listIdentities()
    if (answer.userId === client.userId) {
      links.onList(answer)
      return answer
    }
    throw new AccountLinkingError('wrong_user', 'The list is that of another user.')
  }
  const context: LinkContext = {
    client,
    cachedList: () => undefined,
    recentList: list,
    freshList: list,
    flushUnlinks: () => undefined,
    whileFinishing: (finished) => finished,
    ...settings,
    browser,
  }
  return {
    browser,
    context,
    links,
    /** Stops showing its links. */
    hide,
    result: () => links.getSnapshot().result,
    link: (request: LinkOptions) => links.start(context, request),
    resume: () => links.resume(context),
  }
}

/** Loads a URL in the tab of a page, as a server's redirect does, and lets the page's client handle it. */
export async function load(
  { browser }: { browser: MemoryBrowser },
  client: AccountLinkingClient,
  href: string = browser.href(),
  settings: Settings = {},
) {
  const page = openPage(client, { ...settings, browser: browser.reload(href) })
  const captured = captureLinkReturn(page.browser)
  await page.resume()
  return { ...page, captured }
}

/** The URL that the last link of a page returns to. */
export function callbackOf({ browser }: { browser: MemoryBrowser }, parameters = 'code=c0de'): string {
  const state = new URL(browser.departures.at(-1) ?? '').searchParams.get('state')
  return `${PAGE}?${parameters}&state=${state}`
}

/** Everything that is stored in a tab, by key. */
export function stored(browser: Pick<MemoryBrowser, 'storage'>): Record<string, string> {
  const storage = browser.storage()
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
  return Object.fromEntries(keys.map((key) => [key, storage.getItem(key) ?? '']))
}

/** Returns one value after another, and then always the last one. */
export function inTurn<T>(...values: T[]): () => Promise<T> {
  let next = 0
  return async () => {
    const value = values[Math.min(next, values.length - 1)] as T
    next += 1
    return value
  }
}
