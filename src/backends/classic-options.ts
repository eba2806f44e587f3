import type { Browser } from '../core/browser'
import type { LinkFailure } from '../core/client'
import { configurationError } from '../core/errors'
import type { GetAccessToken } from '../core/http'
import type { Identity } from '../core/identity'
import { readGetAccessToken, readRedirectUri, readText, readTimeout } from '../core/options'

/** Fetches the signed-in user as the tenant sends it: `{ user_id, identities: [...] }`, parsed JSON. */
export type FetchUser = (context: { accessToken: string }) => Promise<unknown>

/** Options of the classic Authentication API. Wrong ones throw a `configuration` error at once. */
export interface ClassicClientOptions {
  /** The tenant: a bare host (`tenant.example.com`, https) or a full origin (http on loopback only). */
  domain: string
  /** The `client_id` of your application. */
  clientId: string
  /** Where the tenant sends the person back; registered there, compared as an exact string. */
  redirectUri: string
  /** Gives the signed-in person's access token; called for each request, never stored. */
  getAccessToken: GetAccessToken
  /** The signed-in user's full id (`sub`). Keeps two people's lists apart in one cache; `identities: 'management'` needs it. */
  userId?: string | undefined
  /** `code` for server-side flows, `token` for client-side flows. Default `code`. */
  responseType?: 'code' | 'token' | undefined
  /** `scope` of the link request. Default: not sent. */
  scope?: string | undefined
  /**
   * How the browser goes to `/authorize`. Default `get`, which puts the access token into the address, as the classic
   * API has it; `post` keeps it out of addresses, where the tenant takes forms there as OpenID Connect asks.
   */
  authorizeMethod?: 'get' | 'post' | undefined
  /** Path of the unlink endpoint; some tenants have `/unlink`. Default `/login/unlink`. */
  unlinkPath?: string | undefined
  /** The `user_id` that unlink sends. Default: the full id of the identity to remove. */
  unlinkUserId?: ((identity: Identity) => string) | undefined
  /** Further fields of the unlink body, for example `{ clientID }`. */
  unlinkBody?: Readonly<Record<string, string>> | undefined
  /**
   * Where the list comes from: `userinfo` (default) asks `GET /userinfo`; `management` asks
   * `GET /api/v2/users/{id}`, whose token needs `read:current_user`; or a function of your own.
   */
  identities?: 'userinfo' | 'management' | FetchUser | undefined
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
export function checkOptions({
  clientId,
  redirectUri,
  getAccessToken,
  responseType,
  unlinkPath,
  identities = 'userinfo',
  userId,
  timeoutMs,
  authorizeMethod,
}: ClassicClientOptions): void {
  readText('clientId', clientId, 'The tenant knows your application by it.')
  readRedirectUri(redirectUri)
  readGetAccessToken(getAccessToken)
  if (responseType !== undefined && responseType !== 'code' && responseType !== 'token') {
    throw configurationError(
      `The responseType ${JSON.stringify(responseType)} is unknown.`,
      'The tenant answers a link with a code or with a token.',
      'Give "code" (the default) or "token".',
    )
  }
  if (unlinkPath !== undefined && (typeof unlinkPath !== 'string' || !unlinkPath.startsWith('/'))) {
    throw configurationError(
      `The unlinkPath ${JSON.stringify(unlinkPath)} does not begin with a slash.`,
      'It is put behind the tenant’s origin.',
      'Give "/login/unlink" (the default) or "/unlink".',
    )
  }
  if (typeof identities !== 'function' && identities !== 'userinfo' && identities !== 'management') {
    throw configurationError(
      `The option identities ${JSON.stringify(identities)} is unknown.`,
      'The list of identities is read from there.',
      'Give "userinfo" (the default), "management", or a function of your own.',
    )
  }
  if (identities === 'management' && !userId) {
    throw configurationError(
      'identities: "management" needs the option userId.',
      'The Management API lists the identities of one user by id.',
      'Give the signed-in user’s id, the `sub` of their ID token.',
    )
  }
  readTimeout(timeoutMs)
  if (authorizeMethod !== undefined && authorizeMethod !== 'get' && authorizeMethod !== 'post') {
    throw configurationError(
      `The authorizeMethod ${JSON.stringify(authorizeMethod)} is unknown.`,
      'The browser goes to /authorize by an address or by a form.',
      'Give "get" (the default) or "post".',
    )
  }
}
