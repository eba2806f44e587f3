import type { Browser } from '../core/browser'
import type { LinkFailure } from '../core/client'
import { configurationError } from '../core/errors'
import type { GetAccessToken } from '../core/http'
import { readGetAccessToken, readRedirectUri, readText } from '../core/options'

/** Options of the Management API. Wrong ones throw a `configuration` error at once. */
export interface Auth0ClientOptions {
  /** The tenant: a bare host (`tenant.example.com`, https) or a full origin (http on loopback only). */
  domain: string
  /** The `client_id` of your application, for the second sign-in. */
  clientId: string
  /** Where the tenant sends the person back; registered there, compared as an exact string. */
  redirectUri: string
  /** The signed-in user's full id: the `sub` of their ID token. */
  userId: string
  /**
   * Gives the signed-in person's access token for the Management API (audience `https://{domain}/api/v2/`) with
   * `read:current_user` and `update:current_user_identities`; called for each request, never stored.
   */
  getAccessToken: GetAccessToken
  /** `scope` of the second sign-in. Default `openid profile email`; `openid` is always among them. */
  scope?: string | undefined
  /** What your tenant's own error codes at the redirect URI mean, beside the standard ones. */
  linkStatuses?: Readonly<Record<string, LinkFailure>> | undefined
  /** Milliseconds until a request is given up. Default 15,000. */
  timeoutMs?: number | undefined
  /** The page to leave and come back to. Default: the one that this code runs in. */
  browser?: Browser | undefined
  /** Default: the platform's `fetch`. */
  fetch?: typeof globalThis.fetch | undefined
}

/** Throws a `configuration` error for the first option that is wrong. */
export function checkOptions(options: Auth0ClientOptions): void {
  readText('clientId', options.clientId, 'The tenant knows your application by it.')
  readRedirectUri(options.redirectUri)
  const userId = readText('userId', options.userId, 'The Management API has one user’s identities by id.')
  if (!isPathSegment(userId)) {
    throw configurationError(
      `The userId ${JSON.stringify(userId)} is not the id of a user.`,
      'It is a part of the path of every request, which would go elsewhere.',
      'Give the signed-in user’s full id, the `sub` of their ID token.',
    )
  }
  readGetAccessToken(options.getAccessToken)
}

/** Addresses take `.` and `..` for steps, encoded or not, and half of a surrogate pair cannot be encoded. */
export function isPathSegment(text: string): boolean {
  return !/^\.{1,2}$|\p{Surrogate}/u.test(text)
}
