import { configurationError } from './errors'
import { isSafeUrl, parseUrl } from './url'

/** Throws a `configuration` error that names the option, unless it is as it should be. */
export function checkOption(isValid: boolean, problem: string, reason: string, fix: string): void {
  if (!isValid) throw configurationError(problem, reason, fix)
}

/**
 * The origin that a `domain` option stands for. A bare host (`tenant.example.com`) means https; a full origin is
 * taken as it is, `http:` on loopback only.
 */
export function readOrigin(domain: unknown): string {
  const text = typeof domain === 'string' ? domain : ''
  const href = text.includes('://') ? text : `https://${text}`
  const { origin = 'null' } = parseUrl(href) ?? {}
  checkOption(
    text !== '' && origin !== 'null' && [origin, `${origin}/`].includes(href.toLowerCase()),
    `The domain ${JSON.stringify(domain)} is neither a host nor an origin.`,
    'Every request to the tenant goes there.',
    'Set it to "tenant.example.com", or to "http://localhost:4400" on your own machine.',
  )
  checkOption(
    isSafeUrl(new URL(origin)),
    `The domain ${JSON.stringify(domain)} is not https.`,
    'Access tokens would cross the network in the clear.',
    'Use https; plain http is for localhost and 127.0.0.1 only.',
  )
  return origin
}

/** Checks a redirect URI: an absolute http(s) address or a path, without a fragment. It is sent exactly as given. */
export function readRedirectUri(redirectUri: unknown): string {
  const text = typeof redirectUri === 'string' ? redirectUri : ''
  const isPath = /^\/(?![/\\])/.test(text)
  const url = parseUrl(text, isPath ? 'https://app.example' : undefined)
  checkOption(
    /^https?:$/.test(url?.protocol ?? '') && !/[\s#]/.test(text),
    `The redirectUri ${JSON.stringify(redirectUri)} is neither an absolute http(s) address nor a path, without a fragment.`,
    'The tenant compares it as an exact string and sends the user back there.',
    'Set it as registered for your client, for example "https://app.example.com/account" or "/account".',
  )
  return text
}

/** Checks that a required option is a string that is not blank. */
export function readString(name: string, value: unknown, reason: string): string {
  const text = typeof value === 'string' ? value : ''
  checkOption(
    text.trim() !== '',
    `The option ${name} is missing.`,
    reason,
    `Set ${name} to a non-empty string.`,
  )
  return text
}

/** Checks the function that returns access tokens. */
export function checkGetAccessToken(getAccessToken: unknown): void {
  checkOption(
    typeof getAccessToken === 'function',
    'The option getAccessToken is missing.',
    'Every request to the tenant is made on behalf of the signed-in user.',
    'Set it to a function that returns their access token, for example your SDK’s getAccessTokenSilently.',
  )
}

/** Checks that an option is one of its values, or absent. */
export function checkChoice(
  name: string,
  value: unknown,
  values: readonly string[],
  reason: string,
  others = '',
): void {
  checkOption(
    value === undefined || values.includes(value as string),
    `The ${name} ${JSON.stringify(value)} is unknown.`,
    reason,
    `Set it to ${values.map((one) => `"${one}"`).join(' or ')}${others}.`,
  )
}

/** Past it, timers fire at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1

/** Checks the milliseconds until a request is aborted. Default 15,000. */
export function readTimeout(timeoutMs = 15_000): number {
  checkOption(
    Number.isInteger(timeoutMs) && timeoutMs > 0 && timeoutMs <= LONGEST_TIMEOUT_MS,
    `The timeoutMs ${timeoutMs} is not a whole number of milliseconds that a timer can hold.`,
    'Each request is aborted after that time.',
    'Set it to a number from 1 to 2,147,483,647, for example 15000.',
  )
  return timeoutMs
}
