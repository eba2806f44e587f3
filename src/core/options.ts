import { configurationError } from './errors'
import { isLoopback } from './identity'

/**
 * The origin that a `domain` option stands for: a bare host (`tenant.example.com`) means https, a full origin is
 * taken as it is, `http:` on loopback only.
 */
export function readOrigin(domain: unknown): string {
  const text = typeof domain === 'string' ? domain : ''
  const href = text.includes('://') ? text : `https://${text}`
  const url = text !== '' && URL.canParse(href) ? new URL(href) : undefined
  const bare = url && url.origin !== 'null' && [url.origin, `${url.origin}/`].includes(href.toLowerCase())
  if (!url || !bare) {
    throw configurationError(
      `The domain ${JSON.stringify(domain)} is neither a host nor an origin.`,
      'Every request to the tenant goes there.',
      'Give "tenant.example.com", or "http://localhost:4400" on your own machine.',
    )
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw configurationError(
      `The domain ${JSON.stringify(domain)} is not https.`,
      'Access tokens would cross the network in the clear.',
      'Use https; plain http is for localhost and 127.0.0.1 only.',
    )
  }
  return url.origin
}

/** Checks a redirect URI: absolute, http(s), without fragment. It is sent exactly as given. */
export function readRedirectUri(redirectUri: unknown): string {
  const url = typeof redirectUri === 'string' && URL.canParse(redirectUri) ? new URL(redirectUri) : undefined
  if (
    typeof redirectUri === 'string' &&
    url &&
    /^https?:$/.test(url.protocol) &&
    !/[\s#]/.test(redirectUri)
  ) {
    return redirectUri
  }
  throw configurationError(
    `The redirectUri ${JSON.stringify(redirectUri)} is not an absolute http(s) address without fragment.`,
    'The tenant compares it as an exact string and sends the person back there.',
    'Give the address as it is registered for your client, for example "https://app.example.com/account".',
  )
}

/** Checks that a needed option is a text with something in it. */
export function readText(name: string, value: unknown, purpose: string): string {
  if (typeof value === 'string' && value.trim() !== '') return value
  throw configurationError(`The option ${name} is missing.`, purpose, `Give ${name} as a non-empty string.`)
}

/** Checks the function that gives access tokens. */
export function readGetAccessToken(getAccessToken: unknown): void {
  if (typeof getAccessToken === 'function') return
  throw configurationError(
    'The option getAccessToken is missing.',
    'Every request to the tenant is made in the name of the signed-in person.',
    'Give a function that returns their access token, for example your SDK’s getAccessTokenSilently.',
  )
}

/** Past it, timers fire at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1

/** Checks the milliseconds until a request is given up; 15,000 if there are none. */
export function readTimeout(timeoutMs = 15_000): number {
  if (Number.isInteger(timeoutMs) && timeoutMs > 0 && timeoutMs <= LONGEST_TIMEOUT_MS) return timeoutMs
  throw configurationError(
    `The timeoutMs ${timeoutMs} is not a whole number of milliseconds that a timer can hold.`,
    'Each request is given up after that time.',
    'Give a number from 1 to 2,147,483,647, for example 15000.',
  )
}
