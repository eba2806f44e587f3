import type { Browser, Popup } from './browser'
import { callbackUrl, stateOf } from './callback'
import type { LinkRedirect } from './client'
import type { LinkContext } from './context'
import { AccountLinkingError, asLinkingError, configurationError, errorName } from './errors'
import type { LinkOptions } from './link'
import { memoryOf } from './page-memory'
import { randomText } from './random'
import { remove, save, type TransactionRecord, update } from './records'
import { stepUp, withStepUp } from './step-up'
import { isSafeUrl, parseUrl } from './url'

/**
 * What became of a click on a link button: a link that goes on in a popup, or is linked in place without one; `null` if
 * the page left and is in use again; `'needs click'` if what came first took too long for the browser to open a window.
 */
export type StartedLink =
  | { readonly state: string; readonly record: TransactionRecord; readonly popup: Popup | null }
  | 'needs click'
  | null

/** Starts a link. Rejects with an `AccountLinkingError` if it could not start, or ended where it started. */
export async function startLink(context: LinkContext, options: LinkOptions): Promise<StartedLink> {
  const request = { ...options, connection: options.connection ?? options.reconnect?.connection }
  const record = newRecord(context, request)
  const flushed = context.flushUnlinks()
  if (flushed) await flushed
  const action = { action: 'link', request } as const
  if (context.reauthenticate) await stepUp(context, action)
  const isDelayed = flushed !== undefined || context.reauthenticate !== undefined
  return withStepUp(context, action, () => attempt(context, record, isDelayed))
}

async function attempt(
  { client, browser, recentList }: LinkContext,
  started: TransactionRecord,
  isDelayed: boolean,
): Promise<StartedLink> {
  const { request, redirectUri } = started
  const isPopup = request.display === 'popup'
  if (isPopup && isDelayed && !browser.hasActivation()) return 'needs click'
  const state = stateOf(randomText())
  const memory = memoryOf(browser)
  memory.started.add(state)
  let record = { ...started, startedAt: Date.now() }
  const store = (changes: Partial<TransactionRecord>) => {
    record = { ...record, ...changes }
    save(browser, 'transaction', state, record)
  }
  // A popup starts with a copy of this storage, so it knows its role even if the backend loses the state.
  store({ role: isPopup ? 'popup' : 'page' })
  const popup = isPopup ? browser.openPopup() : null
  if (popup) memory.busy.add(state)
  try {
    store({ role: popup ? 'opener' : 'page' })
    const transaction = { state, redirectUri, callbackUrl: callbackUrl(redirectUri, state), data: {} }
    // Called before anything is awaited, so that an SDK may open a window of its own.
    const starting = client.startLink(request, transaction)
    starting.catch(() => {})
    const list = await recentList().catch((error: unknown) => {
      if (error instanceof AccountLinkingError && error.code === 'wrong_user') throw error
    })
    store({ previousIds: list?.identities.map(({ id }) => id) ?? null })
    const redirect = await starting
    if (redirect) {
      store({ data: redirect.data ?? {} })
      if (popup) update(popup, state, { ...record, role: 'popup' })
      await go(redirect, browser, popup)
      return popup && { state, record, popup }
    }
    // There is no callback to wait for, so a reload leaves the list to decide.
    store({ phase: 'finishing', role: 'page' })
    popup?.close()
    return { state, record, popup: null }
  } catch (error) {
    popup?.close()
    remove(browser, 'transaction', state)
    throw asLinkingError(error, 'startLink()')
  }
}

export function newRecord({ client, browser }: LinkContext, request: LinkOptions): TransactionRecord {
  if (!request.connection && !client.features?.choice) {
    throw configurationError(
      'No connection was given.',
      'This backend has no page where the user could choose one.',
      'Set `connection` to the name of one of the backend’s connections.',
    )
  }
  const href = browser.href()
  const { redirectUri = href.replace(/[?#].*$/s, ''), callback = {} } = client
  return {
    client: JSON.stringify(client.key),
    userId: client.userId,
    request,
    previousIds: null,
    callback,
    finishes: client.finishLink !== undefined,
    // An absolute one goes out to the letter.
    redirectUri: parseUrl(redirectUri) ? redirectUri : new URL(redirectUri, href).href,
    returnTo: request.returnTo === undefined ? null : sameOrigin(request.returnTo, href),
    data: {},
    startedAt: Date.now(),
    role: 'page',
    channel: randomText(),
    phase: 'started',
  }
}

/** Goes to the provider. Resolves at once for a popup, else as `browser.redirect` does. */
async function go({ url, form }: LinkRedirect, browser: Browser, popup: Popup | null): Promise<void> {
  const target = parseUrl(url)
  if (!target || !isSafeUrl(target)) {
    throw new AccountLinkingError('invalid_response', 'There is no safe address of a provider to go to.')
  }
  try {
    if (popup) popup.redirect(url, form)
    else await browser.redirect(url, form)
  } catch (error) {
    // Browsers quote the address, and with it its secrets, in what they throw.
    throw configurationError(
      `The page could not be left (${errorName(error)}).`,
      'The user signs in to the other account on a page of its own.',
      'Allow this page to navigate the window that it is shown in.',
    )
  }
}

/** An address of this page's own origin. Anything else is refused before the user leaves. */
function sameOrigin(returnTo: string, href: string): string {
  const url = parseUrl(returnTo, href)
  if (url && url.origin === new URL(href).origin && !returnTo.includes('\\')) return url.href
  throw configurationError(
    'The returnTo is not an address of this page’s origin.',
    'A link must not be a way to send users to other sites.',
    'Set it to a path such as "/settings", or to an address that begins with this page’s origin.',
  )
}
