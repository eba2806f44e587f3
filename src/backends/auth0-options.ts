import { DEFAULT_TIMEOUT_MS, type GetAccessToken } from '../core/access-token'
import type { AccountLinkingClient } from '../core/client'
import {
  checkGetAccessToken,
  checkOption,
  readOrigin,
  readRedirectUri,
  readString,
  readTimeout,
} from '../core/options'

/** What the ID token of a second sign-in says about the account that is about to be linked. */
export type SecondaryClaims = Readonly<Record<string, unknown>> & {
  readonly sub: string
  readonly email?: string
  readonly email_verified?: boolean
}

/** Options of the Management API. Invalid ones throw a `configuration` error at once. */
export interface Auth0ClientOptions {
  /** The tenant: a bare host (`tenant.example.com`, https) or a full origin (http on loopback only). */
  domain: string
  /** The `client_id` of your application, for the second sign-in. */
  clientId: string
  /** The signed-in user's full id, the `sub` of their ID token. */
  userId: string
  /**
   * Returns the signed-in user's access token for the Management API, with the scopes `read:current_user` and
   * `update:current_user_identities`. Called for each request, never stored.
   */
  getAccessToken: GetAccessToken
  /** Where the tenant sends the user back, as registered there. Default: the page's address without query and fragment. */
  redirectUri?: string | undefined
  /**
   * Where the Management API is, if `domain` is a custom domain: the tenant's canonical domain, which is also in the
   * audience of its tokens (`https://tenant.us.auth0.com/api/v2/`). Default: `domain`.
   */
  managementDomain?: string | undefined
  /** `scope` of the second sign-in. Default `openid profile email`; `openid` is always included. */
  scope?: string | undefined
  /** Further parameters of the second sign-in, for example `organization`, `ui_locales`, `acr_values`. Default: none. */
  authorizationParams?: Readonly<Record<string, string>> | undefined
  /**
   * Decides whether the account of the second sign-in may be linked; called with the claims of its checked ID token.
   * Linking merges two users at Auth0: the other user disappears with its metadata. Default: an account is refused
   * (`denied`) if its email address is not verified.
   */
  confirmLink?: ((claims: SecondaryClaims) => boolean | Promise<boolean>) | undefined
  /** What your tenant's own error codes at the redirect URI mean, besides the standard ones. */
  errorCodes?: AccountLinkingClient['errorCodes']
  /** Milliseconds until a request is aborted. Default 15,000. */
  timeoutMs?: number | undefined
  /** Default: the platform's `fetch`. */
  fetch?: typeof globalThis.fetch | undefined
}

/** Checks the options. Throws a `configuration` error for the first one that is invalid. */
export function readOptions(options: Auth0ClientOptions) {
  const { redirectUri, managementDomain, fetch = globalThis.fetch } = options
  const origin = readOrigin(options.domain)
  const api = managementDomain === undefined ? origin : readOrigin(managementDomain)
  readString('clientId', options.clientId, 'The tenant knows your application by it.')
  if (redirectUri !== undefined) readRedirectUri(redirectUri)
  const userId = readString('userId', options.userId, 'The Management API has one user’s identities by id.')
  checkOption(
    isPathSegment(userId),
    `The userId ${JSON.stringify(userId)} is not the id of a user.`,
    'It is a part of the path of every request, which would go elsewhere.',
    'Set it to the signed-in user’s full id, the `sub` of their ID token.',
  )
  checkGetAccessToken(options.getAccessToken)
  const timeoutMs = readTimeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS)
  return { ...options, origin, api, timeoutMs, fetch, confirmLink: options.confirmLink ?? hasVerifiedEmail }
}

/** Anyone can register an address that is not theirs, so an unverified one does not prove whose account it is. */
function hasVerifiedEmail({ email, email_verified }: SecondaryClaims): boolean {
  return email === undefined || email_verified === true
}

/** Addresses take `.` and `..` for steps, encoded or not, and half of a surrogate pair cannot be encoded. */
export function isPathSegment(text: string): boolean {
  return text !== '' && !/^\.{1,2}$|\p{Surrogate}/u.test(text)
}
