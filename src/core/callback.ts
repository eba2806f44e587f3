import { type Browser, currentPage } from './browser'
import type { AccountLinkingClient, CallbackFormat } from './client'
import { AccountLinkingError, safeText } from './errors'
import { memoryOf } from './page-memory'
import { reportToOpener } from './popup'
import { load, loadAll, prune, type TransactionRecord, update } from './records'
import { parseUrl } from './url'

/** Identifies the kit's own states, so that other libraries' callbacks are left alone. */
const STATE_PREFIX = 'rla_'
/** Makes a URL recognizable as a callback even if the backend adds no parameter. */
const RETURNED = 'link_returned'
/** A URL with the kit's state is a callback only if it has one of these parameters, or one that the client names. */
const OUTCOMES = ['code', 'error', 'access_token', 'id_token', RETURNED]
const TOKENS = ['access_token', 'id_token', 'refresh_token', 'provider_token', 'provider_refresh_token']
const DESCRIPTION = 'error_description'
const DETAILS = ['state', 'scope', 'iss', 'sb', 'session_state', 'token_type', 'expires_in', 'expires_at']
const REMOVED = [...OUTCOMES, ...TOKENS, ...DETAILS, DESCRIPTION, 'error_uri', 'error_code']
/** The error of a callback that has a parameter with two values. */
const CONFLICTING = 'conflicting_parameters'
/** OAuth errors that say nothing about the result, so the list determines it. */
const SERVER_ERRORS = ['server_error', 'temporarily_unavailable']

export const stateOf = (random: string): string => STATE_PREFIX + random

/** The redirect URI with the state added, for backends that do not return a state. */
export function callbackUrl(redirectUri: string, state: string): string {
  const url = new URL(redirectUri)
  url.searchParams.append(RETURNED, 'true')
  url.searchParams.append('state', state)
  return url.href
}

/**
 * Removes a link's callback from the page's URL. Call it before the router and the sign-in library read the URL.
 * Without this call, the provider component does it when it mounts.
 *
 * Only the kit's own parameters are removed from the query and the fragment, and `returnTo` is restored. Tokens are
 * discarded. In a link's popup, it reports to the page that opened the popup, and closes the window.
 *
 * Returns `'popup'` if the page is such a popup, so the app doesn't need to start; `'captured'` if there was a
 * callback; `null` if there was none. On a server it does nothing.
 */
export function captureLinkReturn(browser = currentPage()): 'popup' | 'captured' | null {
  if (!browser) return null
  prune(browser)
  const href = browser.href()
  const params = readParams(href)
  const [state, record] = findTransaction(browser, params) ?? []
  if (state === undefined) return null
  const memory = memoryOf(browser)
  const isNew = !memory.captured.has(state)
  memory.captured.add(state)
  memory.isOrphaned ||= isNew && !record
  const isReturn = isNew && record?.phase === 'started'
  if (isReturn) {
    update(browser, state, { phase: 'returned', returnedAt: Date.now(), params: captured(record, params) })
  }
  browser.replaceUrl((isReturn && returnAddress(record, href)) || withoutParams(href, record))
  if (record?.role !== 'popup') return 'captured'
  if (isReturn) void reportToOpener(browser, state)
  return 'popup'
}

/** The error that a callback reports; `undefined` if there is none, or if the client does not consider it a failure. */
export function callbackError(
  { errorCodes = {} }: AccountLinkingClient,
  { errorParams = ['error'] }: CallbackFormat,
  params: ReadonlyMap<string, string>,
): AccountLinkingError | undefined {
  const outcome = params.get([CONFLICTING, ...errorParams].find((name) => params.has(name)) ?? '')
  if (outcome === undefined) return undefined
  const standard = SERVER_ERRORS.includes(outcome) ? 'server_error' : 'rejected'
  const code = Object.hasOwn(errorCodes, outcome) ? errorCodes[outcome] : standard
  if (!code) return undefined
  const details = { serverCode: outcome, description: params.get(DESCRIPTION) }
  return new AccountLinkingError(code, `The link came back with the error ${outcome}.`, details)
}

/** The state in a URL, and its record. A URL without a state may end the newest link of a backend that loses the state. */
function findTransaction(
  browser: Browser,
  params: URLSearchParams,
): [state: string, record: TransactionRecord | undefined] | undefined {
  const states = params.getAll('state')
  const state = states.find((one) => one.startsWith(STATE_PREFIX))
  if (state !== undefined) {
    const record = load(browser, 'transaction', state)
    const isCallback = [...OUTCOMES, ...namedBy(record?.callback)].some((name) => params.has(name))
    return isCallback ? [state, record] : undefined
  }
  if (states.length > 0) return undefined
  const { started } = memoryOf(browser)
  return loadAll(browser, 'transaction')
    .filter(([own, { role, phase }]) => role !== 'opener' && phase === 'started' && !started.has(own))
    .filter(([, record]) => fits(record, params))
    .at(-1)
}

/** The app may use `?error=` itself, so only known values count. */
function fits({ callback, data, outcomes = [] }: TransactionRecord, params: URLSearchParams): boolean {
  const { withoutState = [] } = callback
  if (withoutState === true) return true
  return withoutState.some((name) => (data[name] ? [data[name]] : outcomes).includes(params.get(name) ?? ''))
}

/** The parameters that a client names. */
function namedBy({ errorParams = ['error'], params = [], withoutState = [] }: CallbackFormat = {}): string[] {
  return [...errorParams, ...params, ...(withoutState === true ? [] : withoutState)]
}

/** The parts of a callback that are kept: no token, and a code only if the client finishes the link. */
function captured(
  { callback, finishes, redirectUri }: TransactionRecord,
  params: URLSearchParams,
): Record<string, string> {
  const own = readParams(redirectUri)
  // Some backends repeat the query in the fragment, so equal values count once.
  const valuesOf = (name: string) =>
    [...new Set(params.getAll(name))].filter((value) => !own.getAll(name).includes(value))
  const names = [...namedBy(callback), DESCRIPTION, ...(finishes ? ['code', 'iss'] : [])]
  if ([...names, ...OUTCOMES, 'state'].some((name) => valuesOf(name).length > 1)) {
    return { [CONFLICTING]: 'invalid_request' }
  }
  const secrets = ['state', 'code', ...TOKENS].flatMap(valuesOf)
  const texts = [...(callback.errorParams ?? ['error']), DESCRIPTION]
  const kept: Record<string, string> = {}
  for (const name of names) {
    const [value] = valuesOf(name)
    if (value === undefined || TOKENS.includes(name)) continue
    kept[name] = texts.includes(name) ? (safeText(value, secrets) ?? '') : value
  }
  return kept
}

function readParams(href: string): URLSearchParams {
  const url = parseUrl(href)
  return new URLSearchParams([...(url?.searchParams ?? []), ...new URLSearchParams(url?.hash.slice(1))])
}

/** Other scripts on this origin can write to the record, so the origin is checked again. */
function returnAddress({ returnTo }: TransactionRecord, href: string): string | undefined {
  const url = returnTo === null ? undefined : parseUrl(returnTo)
  return url?.origin === new URL(href).origin ? url.href : undefined
}

/** The URL without the callback's parameters. Parameters of the redirect URI itself are kept. */
function withoutParams(href: string, record: TransactionRecord | undefined): string {
  const removed = new Set([...REMOVED, ...namedBy(record?.callback)])
  const own = readParams(record?.redirectUri ?? '')
  const url = new URL(href)
  const isKept = ([name = '', value = '']) => !removed.has(name) || own.getAll(name).includes(value)
  // Filters the raw text, so that the rest is not re-encoded.
  const filter = (part: string) => {
    const pairs = part.slice(1).split('&')
    const rest = pairs.filter((pair) => [...new URLSearchParams(pair)].every(isKept)).join('&')
    // The URL setters remove one leading `?` or `#`.
    return rest && part.charAt(0) + rest
  }
  url.search = filter(url.search)
  url.hash = filter(url.hash)
  return url.href
}
