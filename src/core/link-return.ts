import { type Browser, pageBrowser } from './browser'
import { safeText } from './errors'
import { pruneLinks, recallLink } from './pending-link'
import { reportToOpener } from './popup'

/** What a `state` of this kit tells of its link, so that the returns of other libraries on the page are left alone. */
export interface StateMarks {
  /** The link has a window of its own. */
  readonly inPopup: boolean
  /** Its client exchanges the code that comes back; any other code is dropped at once. */
  readonly isExchanged: boolean
}

/** The beginning of a `state`: `rla_`, with a `p` for a popup and an `x` for an exchange. */
export const statePrefix = ({ inPopup, isExchanged }: StateMarks): string =>
  `rla${inPopup ? 'p' : ''}${isExchanged ? 'x' : ''}_`

function readMarks(state: string): StateMarks | undefined {
  const marks = /^rla(p?)(x?)_/.exec(state)
  return marks ? { inPopup: marks[1] !== '', isExchanged: marks[2] !== '' } : undefined
}

/** The parameter of a return whose backend has none of its own. */
const RETURNED = 'link_returned'
const OUTCOMES = ['code', 'error', 'access_token', 'id_token', RETURNED] as const
const PARAMETERS = new Set<string>([
  ...OUTCOMES,
  'state',
  'error_description',
  'error_uri',
  'token_type',
  'expires_in',
  'refresh_token',
  'scope',
  'iss',
])

/** What an authorization server answers for the client to exchange: a secret, kept in memory until it is used. */
export interface LinkAnswer {
  readonly code: string
  /** The issuer, where the server names it (RFC 9207). */
  readonly iss?: string | undefined
}

/** What came back from the authorization server, without its secrets but for an `answer` to exchange. */
export interface LinkReturn {
  readonly state: string
  /** The server's `error`, if it reported one. */
  readonly error?: string | undefined
  /** The server's `error_description`: plain text, capped. */
  readonly description?: string | undefined
  readonly answer?: LinkAnswer | undefined
  /** The window of the link was closed before it came back. */
  readonly isClosed?: boolean | undefined
}

const captured = new WeakMap<Browser, LinkReturn>()

/**
 * Takes a link's return out of the page's address and keeps it for `client.finishLink()`.
 *
 * Call it first thing, before the sign-in library and the router look at the address: it cleans what is this
 * kit's own (`code`, `state`, `error`, `access_token` … in query and fragment) and leaves all else as it was, or
 * puts the person back where they wanted to be (`returnTo`). In the window of a popup link it tells the page that
 * opened it, and closes. Without this call the provider component cleans the address when it mounts. Tokens in a
 * fragment are dropped.
 */
export function captureLinkReturn(browser: Browser = pageBrowser()): void {
  const returnTo = capture(browser)
  if (returnTo) browser.replaceUrl(returnTo)
}

/** Takes the return out of the address; gives the address that the person wanted to be at, if there is one. */
export function capture(browser: Browser): string | null {
  const href = browser.href()
  const linkReturn = readLinkReturn(href)
  if (!linkReturn) {
    // One that was captured is judged by its record, however old.
    if (!captured.has(browser)) pruneLinks(browser)
    return null
  }
  browser.replaceUrl(withoutReturn(href))
  if (readMarks(linkReturn.state)?.inPopup) {
    void reportToOpener(browser, linkReturn)
    return null
  }
  keepReturn(browser, linkReturn)
  const returnTo = recallLink(browser, linkReturn.state)?.returnTo
  // Other scripts of the origin can write to the record, too.
  return returnTo && new URL(returnTo, href).origin === new URL(href).origin ? returnTo : null
}

/** Keeps a return for `client.finishLink()`. */
export function keepReturn(browser: Browser, linkReturn: LinkReturn): void {
  captured.set(browser, linkReturn)
}

/** The return that was captured on this page, if any. */
export function capturedReturn(browser: Browser): LinkReturn | undefined {
  return captured.get(browser)
}

/**
 * The address for a backend that sends the person back to where it is told, without a `state` of its own: the redirect
 * URI with what makes it a return of this link. The backend may add an `error`.
 */
export function returnAddress(redirectUri: string, state: string): string {
  const url = new URL(redirectUri)
  url.searchParams.set(RETURNED, 'true')
  url.searchParams.set('state', state)
  return url.href
}

/** Reads a return from query and fragment; `undefined` if the address carries none of this kit's. */
export function readLinkReturn(href: string, base?: string): LinkReturn | undefined {
  if (!URL.canParse(href, base)) return undefined
  const url = new URL(href, base)
  const query = url.searchParams
  const fragment = new URLSearchParams(url.hash.slice(1))
  const all = (name: string) => [...query.getAll(name), ...fragment.getAll(name)]
  const state = all('state').find((value) => readMarks(value))
  if (state === undefined || !OUTCOMES.some((name) => all(name).length > 0)) return undefined
  if (['state', 'iss', 'error_description', ...OUTCOMES].some((name) => all(name).length > 1)) {
    return { state, error: 'invalid_request', description: 'The return carries a parameter more than once.' }
  }
  const [code] = all('code')
  const secrets = ['code', 'access_token', 'id_token', 'refresh_token', 'state'].flatMap(all)
  return {
    state,
    error: safeText(all('error')[0], secrets),
    description: safeText(all('error_description')[0], secrets),
    ...(code !== undefined && readMarks(state)?.isExchanged && { answer: { code, iss: all('iss')[0] } }),
  }
}

function withoutReturn(href: string): string {
  const url = new URL(href)
  url.search = kept('?', url.search)
  url.hash = kept('#', url.hash)
  return url.href
}

/** Filters the raw text, so that what stays is not re-encoded. */
function kept(mark: '?' | '#', part: string): string {
  const rest = part
    .slice(1)
    .split('&')
    .filter((pair) => ![...new URLSearchParams(pair).keys()].some((name) => PARAMETERS.has(name)))
    .join('&')
  return rest && mark + rest
}
