import { isOffline } from './browser'
import { AccountLinkingError, type AccountLinkingErrorCode, kindOf, safeText } from './errors'
import { parseJson } from './json'

/** Gives the signed-in person's access token; `fresh: true` asks for a new one, because the last was refused. */
export type GetAccessToken = (options: {
  fresh: boolean
}) => Promise<string | null | undefined> | string | null | undefined

/** One request of a client to its backend. */
export interface HttpRequest {
  url: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Readonly<Record<string, string>> | undefined
  /** Sent as JSON. */
  body?: unknown
  /** Milliseconds until the request is given up. Default 15,000. */
  timeoutMs?: number | undefined
  /** What must not stand in an error, should the server quote it: the access token, for example. Default: nothing. */
  secrets?: readonly string[] | undefined
  /** Default: the platform's `fetch`. */
  fetch?: typeof globalThis.fetch | undefined
  /** What the server's own error codes mean, where its status does not say enough. */
  codes?: Readonly<Record<string, AccountLinkingErrorCode>> | undefined
  /** `include` sends the server's cookies along, for backends that know the person by them. Default `omit`. */
  credentials?: 'omit' | 'include' | undefined
  /** Lets the request outlive the page. */
  keepalive?: boolean | undefined
}

/**
 * Sends one request, without cookies unless they are asked for, and reads the answer; resolves to the parsed JSON of
 * a 2xx, `undefined` if it is empty or not JSON. Everything else rejects with an `AccountLinkingError`.
 */
export async function send({
  url,
  method,
  headers,
  body,
  timeoutMs = 15_000,
  secrets = [],
  fetch = globalThis.fetch,
  codes = {},
  credentials = 'omit',
  keepalive = false,
}: HttpRequest): Promise<unknown> {
  const response = await fetchWhole(url, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    credentials,
    keepalive,
    timeoutMs,
    fetch,
  })
  const content = readJson(await response.text())
  if (response.ok) return content
  throw errorFrom(response, content, secrets, codes)
}

/** What `fetchWhole` takes beside what `fetch` does. */
interface Fetching extends RequestInit {
  timeoutMs: number
  fetch: typeof globalThis.fetch
}

/**
 * `fetch` as every request to a backend is made. The answer is read to its end, so that one which breaks off is told
 * as lost and not as malformed.
 */
export async function fetchWhole(url: string, { timeoutMs, fetch, ...init }: Fetching): Promise<Response> {
  try {
    const response = await fetch(url, {
      credentials: 'omit',
      ...init,
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      // The credentials are for this server alone, and a page that it redirects to is not its answer.
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

/** Runs a request with the access token; if the server refuses the token, once more with a fresh one. */
export async function withAccessToken<T>(
  getAccessToken: GetAccessToken,
  request: (accessToken: string) => Promise<T>,
): Promise<T> {
  const accessToken = await readToken(getAccessToken, false)
  try {
    return await request(accessToken)
  } catch (error) {
    if (!(error instanceof AccountLinkingError) || error.code !== 'unauthorized') throw error
    const freshToken = await readToken(getAccessToken, true)
    if (freshToken === accessToken) throw error
    return await request(freshToken)
  }
}

export async function readToken(getAccessToken: GetAccessToken, fresh: boolean): Promise<string> {
  let token: string | null | undefined
  try {
    token = await getAccessToken({ fresh })
  } catch (error) {
    throw new AccountLinkingError(
      'missing_token',
      `getAccessToken failed with ${kindOf(error)}, so there is no access token.`,
    )
  }
  if (typeof token === 'string' && token !== '') return token
  throw new AccountLinkingError('missing_token', 'getAccessToken gave no access token: nobody is signed in.')
}

function readJson(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

const CODES: Record<number, AccountLinkingErrorCode> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  429: 'rate_limited',
}

/** How servers say that the person has to sign in again first; RFC 9470 and what is seen in the field. */
const STEP_UP = [
  'insufficient_user_authentication',
  'mfa_required',
  'reauthentication_required',
  'step_up_required',
]

function errorFrom(
  response: Response,
  content: unknown,
  secrets: readonly string[],
  codes: Readonly<Record<string, AccountLinkingErrorCode>>,
): AccountLinkingError {
  const { status } = response
  const fields = typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : {}
  const first = (...names: string[]) => safeText(names.map((name) => fields[name]).find(isText), secrets)
  const serverCode = first('code', 'errorCode', 'error', 'name')
  const known = serverCode !== undefined && Object.hasOwn(codes, serverCode) ? codes[serverCode] : undefined
  const code = known ?? codeOf(status, serverCode)
  return new AccountLinkingError(code, `The server answered ${status}.`, {
    status,
    retryAfter: retryAfter(response),
    serverCode,
    description: first('description', 'error_description', 'message'),
  })
}

function codeOf(status: number, serverCode: string | undefined): AccountLinkingErrorCode {
  if ((status === 401 || status === 403) && STEP_UP.includes(serverCode ?? '')) return 'step_up_required'
  return CODES[status] ?? (status >= 500 ? 'server_error' : 'rejected')
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

/**
 * Seconds, from `Retry-After` (seconds or a date; Better Auth says `X-Retry-After`), else from `X-RateLimit-Reset`
 * (seconds since the epoch). Tenants send the latter with every answer; it asks to wait only where the limit was hit.
 * More than 30 years is nonsense.
 */
export function retryAfter({ status, headers }: Response): number | undefined {
  const asked = headers.get('retry-after') ?? headers.get('x-retry-after') ?? ''
  if (/^\d{1,9}$/.test(asked)) return Number(asked)
  const reset = status === 429 ? headers.get('x-ratelimit-reset') : null
  const until = [Date.parse(asked), Number.parseInt(reset ?? '', 10) * 1000].find(Number.isFinite)
  return until === undefined ? undefined : Math.max(0, Math.ceil((until - Date.now()) / 1000))
}
