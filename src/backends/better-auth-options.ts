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
 * Options of the Better Auth client, for Better Auth 1.7 or newer. Invalid options throw a `configuration` error
 * immediately. The server's `trustedOrigins` must include the origin of the redirect URI.
 */
export interface BetterAuthClientOptions extends ClientOptions {
  /** The signed-in user. A list that belongs to another user is an error. The email and name label the password. */
  user: BetterAuthUser
  /** The origin of the server: https, or http on loopback. Default: the origin of the page. */
  baseURL?: string | undefined
  /** The path where Better Auth is mounted. Default `/api/auth`. */
  basePath?: string | undefined
  /**
   * Where names, emails and pictures come from, because `list-accounts` has none. `account-info` (default) requests them
   * once per account and page load, and skips requests that fail or take more than three seconds. `none` shows only ids.
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
  // Without it, URLs are relative to the page.
  const origin = options.baseURL === undefined ? '' : readOrigin(options.baseURL, 'baseURL')
  return { ...options, base: origin + basePath, profiles, timeoutMs: readClientOptions(options) }
}
