import { DEFAULT_TIMEOUT_MS } from './access-token'
import { isOffline } from './browser'
import { AccountLinkingError, type AccountLinkingErrorCode, safeText } from './errors'
import { isRecord } from './identity'
import { parseJson } from './json'

/** One request of a client to its backend. */
export interface HttpRequest {
  url: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Readonly<Record<string, string>> | undefined
  /** Sent as JSON. */
  body?: unknown
  /** Milliseconds until the request is aborted. Default 15,000. */
  timeoutMs?: number | undefined
  /** Values that an error must not quote, such as the access token. Default: nothing. */
  secrets?: readonly string[] | undefined
  /** Default: the platform's `fetch`. */
  fetch?: typeof globalThis.fetch | undefined
  /** What the server's own error codes mean, whatever the status. Default: the status determines the code. */
  codes?: Readonly<Record<string, AccountLinkingErrorCode>> | undefined
  /** Finds the server's error code and message in a body. Default: under the usual names at the top level. */
  readError?: ((body: Readonly<Record<string, unknown>>) => { code?: unknown; message?: unknown }) | undefined
  /** Statuses other than 2xx whose body is returned too. Default: none. */
  accept?: readonly number[] | undefined
  /** `include` sends cookies, for backends with a cookie session. Default `omit`. */
  credentials?: 'omit' | 'include' | undefined
  /** Lets the request continue after the page is closed. Default false. */
  keepalive?: boolean | undefined
}

/**
 * Sends one request and resolves to the parsed JSON of a 2xx response; `undefined` if it is empty or not JSON.
 * Rejects with an `AccountLinkingError` in all other cases. Redirects are not followed.
 */
export async function send(request: HttpRequest): Promise<unknown> {
  const { url, headers, body, secrets, codes = {}, readError = topLevelError, accept = [], ...init } = request
  const response = await fetchWhole(url, {
    ...init,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const content = await response
    .text()
    .then(parseJson)
    .catch(() => undefined)
  if (response.ok || accept.includes(response.status)) return content
  const { code, message } = readError(isRecord(content) ? content : {})
  const serverCode = String(code ?? '')
  throw new AccountLinkingError(
    (Object.hasOwn(codes, serverCode) && codes[serverCode]) || codeOf(response.status, serverCode),
    `The server answered ${response.status}.`,
    {
      status: response.status,
      retryAfter: retryAfter(response),
      serverCode: safeText(serverCode, secrets),
      description: safeText(message, secrets),
    },
  )
}

type Settings = Pick<HttpRequest, 'timeoutMs' | 'fetch' | 'credentials' | 'keepalive'>

/**
 * `fetch` with the settings of every request to a backend. The response is read to its end, so that a truncated response
 * counts as lost, not as malformed.
 */
export async function fetchWhole(
  url: string,
  options: Settings & Omit<RequestInit, keyof Settings>,
): Promise<Response> {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, fetch = globalThis.fetch, ...init } = options
  try {
    const response = await fetch(url, {
      ...init,
      credentials: init.credentials ?? 'omit',
      keepalive: init.keepalive ?? false,
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      // The credentials are only for this server.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    return new Response((await response.text()) || null, response)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') {
      throw new AccountLinkingError('timeout', `The server did not answer within ${timeoutMs} ms.`)
    }
    if (isOffline()) throw new AccountLinkingError('offline', 'The browser has no network.')
    throw new AccountLinkingError('network', 'The server could not be reached, or its answer was lost.')
  }
}

const CODES: Record<number, AccountLinkingErrorCode> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  429: 'rate_limited',
}

/** Codes for "the user must sign in again first": from RFC 9470, and from real servers. */
const STEP_UP = /^(insufficient_user_authentication|(mfa|reauthentication|step_up)_required)$/

function codeOf(status: number, serverCode: string): AccountLinkingErrorCode {
  if ((status === 401 || status === 403) && STEP_UP.test(serverCode)) return 'step_up_required'
  return CODES[status] ?? (status >= 500 ? 'server_error' : 'rejected')
}

function topLevelError(body: Readonly<Record<string, unknown>>) {
  const words = ['description', 'error_description', 'message', 'msg', 'detail', 'errorMessage']
  return { code: firstText(body, 'code', 'errorCode', 'error', 'name'), message: firstText(body, ...words) }
}

function firstText(body: Readonly<Record<string, unknown>>, ...names: string[]): unknown {
  return names.map((name) => body[name]).find((value) => typeof value === 'string' && value !== '')
}

/**
 * Seconds to wait: `Retry-After` (seconds or a date; Better Auth sends `X-Retry-After`), else `X-RateLimit-Reset`
 * (seconds since the epoch), which tenants send with every response, so it counts only for a 429.
 */
export function retryAfter({ status, headers }: Response): number | undefined {
  const asked = headers.get('retry-after') ?? headers.get('x-retry-after') ?? ''
  if (/^\d+$/.test(asked)) return Number(asked)
  const reset = status === 429 ? headers.get('x-ratelimit-reset') : null
  const until = [Date.parse(asked), Number.parseInt(reset ?? '', 10) * 1000].find(Number.isFinite)
  return until === undefined ? undefined : Math.max(0, Math.ceil((until - Date.now()) / 1000))
}
