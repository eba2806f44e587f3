import { type Browser, currentPage } from './browser'
import type { AccountLinkingClient, CallbackFormat } from './client'
import { AccountLinkingError, safeText } from './errors'
import { reportToOpener } from './popup'
import { load, loadAll, prune, type TransactionRecord, update } from './records'
import { parseUrl } from './url'

/** Marks a state as one of this kit, so that callbacks of other libraries on the page are left alone. */
const STATE_PREFIX = 'rla_'
/** Makes an address a callback if the backend adds nothing of its own. */
const RETURNED = 'link_returned'
/** An address with our state is a callback only if it has one of these, or one that the client names. */
const OUTCOMES = ['code', 'error', 'access_token', 'id_token', RETURNED]
const TOKENS = ['access_token', 'id_token', 'refresh_token', 'provider_token', 'provider_refresh_token']
const REMOVED = [
  ...OUTCOMES,
  ...TOKENS,
  ...[
    'state',
    'error_description',
    'error_uri',
    'token_type',
    'expires_in',
    'expires_at',
    'scope',
    'iss',
    'sb',
  ],
  ...['session_state', 'error_code'],
]
/** Parameters that describe a failure. */
const DESCRIPTION = 'error_description'
/** Set on a callback that has one parameter with two values. */
export const CONFLICTING = 'conflicting_parameters'

interface PageMemory {
  /** States that were taken out of this page's address. A router may put them back. */
  readonly seen: Set<string>
  /** A callback came back to this page that has no record here. */
  isOrphaned: boolean
}
const memories = new WeakMap<Browser, PageMemory>()

function memoryOf(browser: Browser): PageMemory {
  const memory = memories.get(browser) ?? { seen: new Set<string>(), isOrphaned: false }
  memories.set(browser, memory)
  return memory
}

/** Makes a state from unguessable text. */
export const stateOf = (random: string): string => STATE_PREFIX + random

/** The redirect URI with the state in it, for backends that echo none. */
export function callbackUrl(redirectUri: string, state: string): string {
  const url = new URL(redirectUri)
  url.searchParams.set(RETURNED, 'true')
  url.searchParams.set('state', state)
  return url.href
}

/**
 * Takes a link's callback out of the page's address. Call it first thing, before the router and the sign-in library
 * read the address. Without this call, the provider component does it when it mounts.
 *
 * It removes this kit's own parameters from query and fragment, leaves all else, and restores `returnTo`. Tokens are
 * dropped. In the popup of a link it reports to the page that opened it, and closes.
 *
 * Returns `'popup'` if the page is such a popup, so the app need not start; `'captured'` if there was a callback;
 * `null` if there was none. On a server it does nothing.
 */
export function captureLinkReturn(browser = currentPage()): 'popup' | 'captured' | null {
  if (!browser) return null
  const href = browser.href()
  const params = readParams(href)
  const memory = memoryOf(browser)
  const found = findTransaction(browser, params)
  if (!found) {
    tryPrune(browser)
    return null
  }
  const [state, record] = found
  if (record?.phase === 'started' && !memory.seen.has(state)) {
    update(browser, state, { phase: 'returned', returnedAt: Date.now(), params: captured(record, params) })
    browser.replaceUrl(returnAddress(record, href) ?? withoutParams(href, record))
    if (record.role === 'popup') void reportToOpener(browser, state)
  } else {
    memory.isOrphaned ||= !record && !memory.seen.has(state)
    browser.replaceUrl(withoutParams(href, record))
  }
  memory.seen.add(state)
  return record?.role === 'popup' ? 'popup' : 'captured'
}

/** Whether a callback came back to this page that has no record here. It is told once. */
export function consumeOrphan(browser: Browser): boolean {
  const memory = memoryOf(browser)
  const { isOrphaned } = memory
  memory.isOrphaned = false
  return isOrphaned
}

/** The error that a callback reports; `undefined` if it reports none, or one that the client does not call a failure. */
export function callbackError(
  { errorCodes = {} }: AccountLinkingClient,
  { errorParams = ['error'] }: CallbackFormat,
  params: ReadonlyMap<string, string>,
): AccountLinkingError | undefined {
  const name = [CONFLICTING, ...errorParams].find((one) => params.has(one))
  const outcome = name === undefined ? undefined : params.get(name)
  if (outcome === undefined) return undefined
  const code = Object.hasOwn(errorCodes, outcome) ? errorCodes[outcome] : 'rejected'
  if (!code) return undefined
  const details = { serverCode: outcome, description: params.get(DESCRIPTION) }
  return new AccountLinkingError(code, `The link came back with the error ${outcome}.`, details)
}

/** The state of an address, and its record. An address without any state may end the newest link of such a backend. */
function findTransaction(
  browser: Browser,
  params: URLSearchParams,
): [state: string, record: TransactionRecord | undefined] | undefined {
  const states = params.getAll('state')
  const state = states.find((one) => one.startsWith(STATE_PREFIX))
  if (state !== undefined) {
    const record = load(browser, 'transaction', state)
    const { errorParams = [], params: named = [] } = record?.callback ?? {}
    const isCallback = [...OUTCOMES, ...errorParams, ...named].some((name) => params.has(name))
    return isCallback ? [state, record] : undefined
  }
  if (states.length > 0) return undefined
  return loadAll(browser, 'transaction')
    .filter(([, { role, phase }]) => role !== 'opener' && phase === 'started')
    .filter(([, { callback, data }]) => fits(callback.withoutState ?? [], data, params))
    .at(-1)
}

function fits(
  names: readonly string[] | true,
  data: Readonly<Record<string, string>>,
  params: URLSearchParams,
) {
  if (names === true) return true
  return names.some(
    (name) => params.has(name) && (data[name] === undefined || data[name] === params.get(name)),
  )
}

/** What is kept of a callback: no token, and a code only if the client finishes the link. */
function captured(
  { callback, finishes }: TransactionRecord,
  params: URLSearchParams,
): Record<string, string> {
  const { errorParams = ['error'], params: named = [], withoutState = [] } = callback
  const names = [...errorParams, DESCRIPTION, ...named, ...(withoutState === true ? [] : withoutState)]
  if (finishes) names.push('code', 'iss')
  const kept: Record<string, string> = {}
  const secrets = ['state', 'code', ...TOKENS].flatMap((name) => params.getAll(name))
  // Some backends repeat the query in the fragment: equal values are one.
  const isConflicting = [...names, ...OUTCOMES, 'state'].some((name) => new Set(params.getAll(name)).size > 1)
  if (isConflicting) return { [CONFLICTING]: 'invalid_request' }
  for (const name of names) {
    const value = params.get(name)
    if (value === null || TOKENS.includes(name)) continue
    const isText = errorParams.includes(name) || name === DESCRIPTION
    kept[name] = isText ? (safeText(value, secrets) ?? '') : value
  }
  return kept
}

/** Query and fragment together. Some backends repeat the query in the fragment. */
function readParams(href: string): URLSearchParams {
  const url = parseUrl(href)
  return new URLSearchParams([...(url?.searchParams ?? []), ...new URLSearchParams(url?.hash.slice(1))])
}

/** Other scripts of the origin can write to the record, so the origin is checked again. */
function returnAddress({ returnTo }: TransactionRecord, href: string): string | undefined {
  const url = returnTo === null ? undefined : parseUrl(returnTo)
  return url?.origin === new URL(href).origin ? url.href : undefined
}

/** The address without the parameters of a callback. What the redirect URI itself has stays. */
function withoutParams(href: string, record: TransactionRecord | undefined): string {
  const { errorParams = [], params = [], withoutState = [] } = record?.callback ?? {}
  const removed = new Set([
    ...REMOVED,
    ...errorParams,
    ...params,
    ...(withoutState === true ? [] : withoutState),
  ])
  const own = readParams(record?.redirectUri ?? '')
  const url = new URL(href)
  // The raw text is filtered, so that the rest is not re-encoded.
  const filter = (part: string) =>
    part
      .slice(1)
      .split('&')
      .filter((pair) =>
        [...new URLSearchParams(pair)].every(
          ([name, value]) => !removed.has(name) || own.getAll(name).includes(value),
        ),
      )
      .join('&')
  url.search = filter(url.search)
  url.hash = filter(url.hash)
  return url.href
}

function tryPrune(browser: Browser): void {
  try {
    prune(browser)
  } catch {
    // Where storage is blocked there is nothing to remove.
  }
}
