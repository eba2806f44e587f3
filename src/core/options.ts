import { DEFAULT_TIMEOUT_MS, type GetAccessToken } from './access-token'
import type { AccountLinkingClient, LinkRequest } from './client'
import { configurationError } from './errors'
import { isSafeUrl, omitEmpty, parseUrl } from './url'

/** Options of every client. */
export interface ClientOptions {
  /**
   * Where the server sends the user back, as registered there: a URL on the page's origin, or a path. Default: the
   * page's URL without query and fragment.
   */
  redirectUri?: string | undefined
  /** What additional error codes at the redirect URI mean, such as your own. Default: only the standard codes. */
  errorCodes?: AccountLinkingClient['errorCodes']
  /** Milliseconds until a request is aborted. Default 15,000. */
  timeoutMs?: number | undefined
  /** Default: the platform's `fetch`. */
  fetch?: typeof globalThis.fetch | undefined
}

/** Options of a client that sends a tenant's access token with its requests. */
export interface TenantOptions extends ClientOptions {
  /** The tenant: a hostname (`tenant.example.com`, which means https) or a full origin (http on loopback only). */
  domain: string
  /** The `client_id` of your application. */
  clientId: string
  /** The signed-in user's full id, the `sub` of their ID token. A list that belongs to another user is an error. */
  userId: string
  /** Returns the signed-in user's access token. Called for each request, never stored. */
  getAccessToken: GetAccessToken
}

/** Throws a `configuration` error that names the option, unless it is valid. */
export function checkOption(isValid: boolean, problem: string, reason: string, fix: string): void {
  if (!isValid) throw configurationError(problem, reason, fix)
}

/** Checks the options of every client. Returns the timeout. */
export function readClientOptions({ redirectUri, timeoutMs = DEFAULT_TIMEOUT_MS }: ClientOptions): number {
  if (redirectUri !== undefined) readRedirectUri(redirectUri)
  checkOption(
    // A timer with a longer delay fires immediately.
    Number.isInteger(timeoutMs) && timeoutMs > 0 && timeoutMs < 2 ** 31,
    `The timeoutMs ${timeoutMs} is not a whole number of milliseconds that a timer can hold.`,
    'Each request is aborted after that time.',
    'Set it to a number from 1 to 2,147,483,647, for example 15000.',
  )
  return timeoutMs
}

/** Checks the options of a tenant's client. Returns them with the tenant's origin and the timeout. */
export function readTenantOptions<Options extends TenantOptions>(options: Options) {
  const origin = readOrigin(options.domain)
  readString('clientId', options.clientId, 'The tenant knows your application by it.')
  readString('userId', options.userId, 'A list of another user must not be shown as this user’s.')
  checkOption(
    typeof options.getAccessToken === 'function',
    'The option getAccessToken is missing.',
    'Every request to the tenant is made on behalf of the signed-in user.',
    'Set it to a function that returns their access token, for example your SDK’s getAccessTokenSilently.',
  )
  return { ...options, origin, timeoutMs: readClientOptions(options) }
}

/** The origin of an option. A hostname means https; a full origin is used as is, `http:` on loopback only. */
export function readOrigin(domain: unknown, name = 'domain'): string {
  const text = typeof domain === 'string' ? domain : ''
  const href = text.includes('://') ? text : `https://${text}`
  const { origin = 'null' } = parseUrl(href) ?? {}
  checkOption(
    text !== '' && origin !== 'null' && [origin, `${origin}/`].includes(href.toLowerCase()),
    `The ${name} ${JSON.stringify(domain)} is neither a host nor an origin.`,
    'Every request goes there.',
    'Set it to "tenant.example.com", or to "http://localhost:4400" on your own machine.',
  )
  checkOption(
    isSafeUrl(new URL(origin)),
    `The ${name} ${JSON.stringify(domain)} is not https.`,
    'Tokens and cookies would cross the network in the clear.',
    'Use https; plain http is for localhost and 127.0.0.1 only.',
  )
  return origin
}

function readRedirectUri(redirectUri: unknown): void {
  const text = typeof redirectUri === 'string' ? redirectUri : ''
  const isPath = /^\/(?![/\\])/.test(text)
  const url = parseUrl(text, isPath ? 'https://app.example' : undefined)
  checkOption(
    /^https?:$/.test(url?.protocol ?? '') && !/[\s#]/.test(text),
    `The redirectUri ${JSON.stringify(redirectUri)} is neither an absolute http(s) address nor a path, without a fragment.`,
    'The server compares it as an exact string and sends the user back there.',
    'Set it as registered for your client, for example "https://app.example.com/account" or "/account".',
  )
}

/** Checks that a required option is a non-blank string. */
export function readString(name: string, value: unknown, reason: string): void {
  const isString = typeof value === 'string' && value.trim() !== ''
  checkOption(isString, `The option ${name} is missing.`, reason, `Set ${name} to a non-empty string.`)
}

/** Checks that an option is one of its values, or absent. */
export function checkChoice(name: string, value: unknown, values: readonly string[], reason: string): void {
  checkOption(
    value === undefined || values.includes(value as string),
    `The ${name} ${JSON.stringify(value)} is unknown.`,
    reason,
    `Set it to ${values.map((one) => `"${one}"`).join(' or ')}.`,
  )
}

/** A request as parameters of an OAuth authorize URL. */
export function requestFields({ connection, scopes, prompt, loginHint }: LinkRequest) {
  return omitEmpty({ connection, connection_scope: scopes?.join(' '), prompt, login_hint: loginHint })
}
