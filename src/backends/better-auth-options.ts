import { configurationError } from '../core/errors'
import {
  type ClientOptions,
  checkChoice,
  checkOption,
  readClientOptions,
  readOrigin,
  readString,
} from '../core/options'

/** The signed-in user, as Better Auth's `useSession()` returns it: `session.user`. */
export interface BetterAuthUser {
  id: string
  email?: string | null | undefined
  emailVerified?: boolean | undefined
  name?: string | null | undefined
  image?: string | null | undefined
}

/**
 * Options of a Better Auth server, 1.7 or newer. Invalid ones throw a `configuration` error at once. The origin of the
 * redirect URI is among the server's `trustedOrigins`.
 */
export interface BetterAuthClientOptions extends ClientOptions {
  /** The signed-in user. A list of another user is refused; its email and name label the password. */
  user: BetterAuthUser
  /** The origin of the server: https, or http on loopback. Default: the origin of the page. */
  baseURL?: string | undefined
  /** Where Better Auth is mounted. Default `/api/auth`. */
  basePath?: string | undefined
  /**
   * Where names, emails and pictures come from, since `list-accounts` has none: `account-info` (default) asks for each
   * account once a page load, and skips what fails or takes more than three seconds; `none` shows the bare ids.
   */
  profiles?: 'account-info' | 'none' | undefined
}

/** Checks the options. Throws a `configuration` error for the first one that is invalid. */
export function readOptions(options: BetterAuthClientOptions) {
  const { basePath = '/api/auth', user, profiles = 'account-info' } = options
  checkOption(
    /^(\/[^/?#]+)+$/.test(basePath),
    `The basePath ${JSON.stringify(basePath)} is not a path.`,
    'It stands between the server’s origin and the name of an endpoint.',
    'Set it to "/api/auth" (the default), as in the server’s own basePath.',
  )
  readString('user.id', user?.id, 'A list of another user must not be shown as this user’s.')
  checkChoice('profiles', profiles, ['account-info', 'none'], 'Names and pictures are read from there.')
  const base = readBaseURL(options.baseURL) + basePath
  return { ...options, base, profiles, timeoutMs: readClientOptions(options) }
}

/** The origin of the server; empty if it is that of the page. */
function readBaseURL(baseURL: string | undefined): string {
  if (baseURL === undefined) return ''
  try {
    return readOrigin(baseURL)
  } catch {
    throw configurationError(
      `The baseURL ${JSON.stringify(baseURL)} is not an https origin.`,
      'Every request goes there, with the cookie of the session.',
      'Set it to "https://app.example.com", or "http://localhost:3000" on your own machine; the path is the basePath.',
    )
  }
}
