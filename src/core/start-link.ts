import type { Browser, Popup } from './browser'
import { callbackUrl, stateOf } from './callback'
import type { LinkRedirect } from './client'
import type { LinkContext } from './context'
import { AccountLinkingError, asLinkingError, configurationError, errorName, isAmbiguous } from './errors'
import type { IdentityList } from './identity'
import type { LinkOptions } from './link'
import { memoryOf } from './page-memory'
import { randomText } from './random'
import { load, remove, save, type TransactionRecord, update } from './records'
import { stepUp, withStepUp } from './step-up'
import { isSafeUrl, parseUrl } from './url'

/**
 * The result of a click on a link button: a link that continues in a popup, or was completed without leaving the page;
 * `'returned'` if the page left and is in use again; `'needs click'` if the steps before it took so long that the browser
 * no longer allows a popup.
 */
export type StartedLink = Started | 'needs click' | 'returned'

interface Started {
  readonly state: string
  readonly record: TransactionRecord
  readonly popup?: Popup
  /** The response to a link without a redirect was lost. */
  readonly error?: AccountLinkingError
}

/** Starts a link. Rejects with an `AccountLinkingError` if it could not start, or ended immediately. */
export async function startLink(context: LinkContext, options: LinkOptions): Promise<StartedLink> {
  const request = { ...options, connection: options.connection ?? options.reconnect?.connection }
  const record = newRecord(context, request)
  const action = { action: 'link', request } as const
  if (context.reauthenticate) await stepUp(context, action)
  return withStepUp(context, action, () => attempt(context, record))
}

async function attempt(
  { client, browser, reauthenticate, cachedList, recentList, flushUnlinks }: LinkContext,
  started: TransactionRecord,
): Promise<StartedLink> {
  const { request, redirectUri } = started
  const isPopup = request.display === 'popup'
  // After the step-up, because the user may have clicked Unlink in the meantime.
  const flushed = flushUnlinks()
  if (flushed) await flushed
  if (isPopup && (flushed || reauthenticate) && !browser.hasActivation()) return 'needs click'
  const state = stateOf(randomText())
  const memory = memoryOf(browser)
  memory.started.add(state)
  let record = { ...started, startedAt: Date.now() }
  const store = (changes: Partial<TransactionRecord>) => {
    // Lists that arrived in the meantime may have changed the record.
    record = { ...record, ...load(browser, 'transaction', state), ...changes }
    save(browser, 'transaction', state, record)
  }
  // A popup starts with a copy of this storage, so it knows its role even if the backend loses the state.
  store({ role: isPopup ? 'popup' : 'page' })
  const popup = isPopup ? browser.openPopup() : null
  if (popup) memory.busy.add(state)
  try {
    store({ role: popup ? 'opener' : 'page' })
    const transaction = { state, redirectUri, callbackUrl: callbackUrl(redirectUri, state), data: {} }
    const knownIds = idsOf(cachedList())
    const listing = recentList().catch((error: unknown) => {
      if (error instanceof AccountLinkingError && error.code === 'wrong_user') throw error
      return undefined
    })
    listing.catch(() => {})
    // An SDK that leaves the page itself may never return, so the list is stored first. Any other client is called
    // before anything is awaited, so that its SDK can open a window; it may link before the list is read.
    const isLeftBySdk = client.callback?.withoutState === true
    const storeList = async () => {
      const previousIds = idsOf(await listing) ?? null
      store({ previousIds, unsureIds: previousIds?.filter((id) => !isLeftBySdk && !knownIds?.includes(id)) })
    }
    if (isLeftBySdk) await storeList()
    const starting = client.startLink(request, transaction)
    starting.catch(() => {})
    await storeList()
    const redirect = await (isLeftBySdk ? Promise.race([starting, browser.returned()]) : starting)
    if (isLeftBySdk && redirect === undefined) return 'returned'
    if (redirect) {
      sameOrigin('redirectUri', redirectUri, browser.href())
      store({ data: redirect.data ?? {}, unsureIds: undefined })
      if (popup) update(popup, state, { ...record, role: 'popup' })
      await go(redirect, browser, popup)
      return popup ? { state, record, popup } : 'returned'
    }
    // There is no callback to wait for, so after a reload the list determines the result.
    store({ phase: 'finishing', role: 'page' })
    popup?.close()
    return { state, record }
  } catch (thrown) {
    popup?.close()
    const error = asLinkingError(thrown, 'startLink()')
    if (isAmbiguous(error)) return { state, record, error }
    remove(browser, 'transaction', state)
    throw error
  }
}

const idsOf = (list: IdentityList | undefined) => list?.identities.map(({ id }) => id)

export function newRecord({ client, browser }: LinkContext, request: LinkOptions): TransactionRecord {
  if (!request.connection && !client.features?.choice) {
    throw configurationError(
      'No connection was given.',
      'This backend has no page where the user could choose one.',
      'Set `connection` to the name of one of the backend’s connections.',
    )
  }
  const href = browser.href()
  const { redirectUri = href.replace(/[?#].*$/s, ''), callback = {}, errorCodes } = client
  return {
    client: JSON.stringify(client.key),
    userId: client.userId,
    request,
    previousIds: null,
    callback,
    outcomes: errorCodes && Object.keys(errorCodes),
    finishes: client.finishLink !== undefined,
    // An absolute redirect URI is sent unchanged.
    redirectUri: parseUrl(redirectUri) ? redirectUri : new URL(redirectUri, href).href,
    returnTo: request.returnTo === undefined ? null : sameOrigin('returnTo', request.returnTo, href),
    data: {},
    startedAt: Date.now(),
    role: 'page',
    channel: randomText(),
    phase: 'started',
  }
}

/** Goes to the provider. For a popup, resolves immediately; otherwise, when `browser.redirect` does. */
async function go({ url, form }: LinkRedirect, browser: Browser, popup: Popup | null): Promise<void> {
  const target = parseUrl(url)
  if (!target || !isSafeUrl(target)) {
    throw new AccountLinkingError('invalid_response', 'There is no safe address of a provider to go to.')
  }
  try {
    if (popup) popup.redirect(url, form)
    else await browser.redirect(url, form)
  } catch (error) {
    // Browser errors quote the URL, including its secrets.
    throw configurationError(
      `The page could not be left (${errorName(error)}).`,
      'The user signs in to the other account on a page of its own.',
      'Allow this page to navigate the window that it is shown in.',
    )
  }
}

/** A URL on this page's origin. Anything else is refused before the user leaves. */
function sameOrigin(name: string, address: string, href: string): string {
  const url = parseUrl(address, href)
  if (url && url.origin === new URL(href).origin && !address.includes('\\')) return url.href
  throw configurationError(
    `The ${name} is not an address of this page’s origin.`,
    'The user comes back there, and no other origin can complete the link.',
    'Set it to a path such as "/settings", or to an address that begins with this page’s origin.',
  )
}
