import type { Browser } from '../core/browser'
import type { LinkFailure } from '../core/client'
import { configurationError } from '../core/errors'
import { readOrigin, readRedirectUri, readText } from '../core/options'

/** The signed-in person, as Better Auth's `useSession()` gives them: `session.user`. */
export interface BetterAuthUser {
  id: string
  email?: string | null | undefined
  emailVerified?: boolean | undefined
  name?: string | null | undefined
  image?: string | null | undefined
}

/** Options of a Better Auth server, 1.7 or newer. Wrong ones throw a `configuration` error at once. */
export interface BetterAuthClientOptions {
  /** The origin of the server: https, or http on loopback. Default: that of the page. */
  baseURL?: string | undefined
  /** Where Better Auth is mounted there. Default `/api/auth`. */
  basePath?: string | undefined
  /** Where the person comes back to; its origin is among the server's `trustedOrigins`. */
  redirectUri: string
  /** The signed-in person; tells two people's lists apart in one cache, and labels the password. */
  user: BetterAuthUser
  /**
   * Where names, e-mails and pictures of the accounts come from, for `list-accounts` has none: `account-info`
   * (default) asks for each account once a page load, and passes over what fails or takes more than three seconds;
   * `none` shows the bare ids.
   */
  profiles?: 'account-info' | 'none' | undefined
  /** What further error codes at the redirect URI mean, for example those of your own hooks. */
  linkStatuses?: Readonly<Record<string, LinkFailure>> | undefined
  /** Milliseconds until a request is given up. Default 15,000. */
  timeoutMs?: number | undefined
  /** The page to leave and come back to. Default: the one that this code runs in. */
  browser?: Browser | undefined
  /** Default: the platform's `fetch`. */
  fetch?: typeof globalThis.fetch | undefined
}

/** Throws a `configuration` error for the first option that is wrong. */
export function checkOptions(options: BetterAuthClientOptions): void {
  const { basePath, redirectUri, user, profiles } = options
  if (basePath !== undefined && !/^(\/[^/?#]+)+$/.test(basePath)) {
    throw configurationError(
      `The basePath ${JSON.stringify(basePath)} is not a path.`,
      'It is put between the server’s origin and the name of an endpoint.',
      'Give "/api/auth" (the default), as in the server’s own basePath.',
    )
  }
  readRedirectUri(redirectUri)
  readText('user.id', user?.id, 'The lists of two people are kept apart by it.')
  if (profiles !== undefined && profiles !== 'account-info' && profiles !== 'none') {
    throw configurationError(
      `The option profiles ${JSON.stringify(profiles)} is unknown.`,
      'Names, e-mails and pictures of the accounts are read from there.',
      'Give "account-info" (the default) or "none".',
    )
  }
}

/** The origin of the server; `undefined` where it is that of the page. */
export function readBaseURL(baseURL: string | undefined): string | undefined {
  if (baseURL === undefined) return undefined
  try {
    return readOrigin(baseURL)
  } catch {
    throw configurationError(
      `The baseURL ${JSON.stringify(baseURL)} is not an https origin.`,
      'Every request goes there, and takes the cookie of the session along.',
      'Give "https://app.example.com", or "http://localhost:3000" on your own machine; the path is the basePath.',
    )
  }
}
